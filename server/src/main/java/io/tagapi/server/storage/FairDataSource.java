package io.tagapi.server.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.tagapi.server.http.request.OperationScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool of connections, as operations see it: shared fairly among customers, and no
 * longer used by an operation than that may work. {@link ConnectionShares} has the rules.
 */
final class FairDataSource extends DelegatingDataSource {

	private static final Logger logger = LoggerFactory.getLogger(FairDataSource.class);

	private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

	private final HikariDataSource pool;

	private final ConnectionShares shares;

	FairDataSource(HikariDataSource pool, int maxWaiting) {
		super(pool);
		this.pool = pool;
		this.shares = new ConnectionShares(pool.getMaximumPoolSize(), maxWaiting, System::nanoTime);
		Thread.ofPlatform().daemon().name(pool.getPoolName() + "-shares").start(this::watch);
	}

	@Override
	public Connection getConnection() throws SQLException {
		ConnectionLease lease = this.shares.acquire(OperationScope.current().orElse(null));
		try {
			return LeasedConnection.of(this.pool.getConnection(), lease, this.shares, this.pool);
		}
		catch (SQLException | RuntimeException ex) {
			this.shares.release(lease);
			this.shares.failWaiting(Duration.ofMillis(this.pool.getConnectionTimeout()), ex);
			throw ex;
		}
	}

	/** It ends with the pool. */
	private void watch() {
		while (!this.pool.isClosed()) {
			try {
				this.shares.check();
				Thread.sleep(CHECK_INTERVAL);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException ex) {
				logger.error("The connections could not be checked", ex);
			}
		}
	}

}
