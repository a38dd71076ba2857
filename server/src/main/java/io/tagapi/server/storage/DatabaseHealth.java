package io.tagapi.server.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the database responds; it replaces Spring's own indicator. It has a connection
 * of its own: that many requests wait for one is no reason to send them to other servers,
 * which are then overloaded next. And it checks at most once a second, because anybody
 * may request the health, as often as they like.
 */
@Component("dbHealthIndicator")
class DatabaseHealth implements HealthIndicator, DisposableBean {

	private static final int PATIENCE_SECONDS = 1;

	private final HikariDataSource connection;

	private final LoadingCache<DatabaseHealth, Health> latest = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofSeconds(1))
		.build(DatabaseHealth::check);

	DatabaseHealth(DataSource database) throws SQLException {
		HikariDataSource pool = database.unwrap(HikariDataSource.class);
		HikariConfig configuration = new HikariConfig();
		pool.copyStateTo(configuration);
		configuration.setPoolName(pool.getPoolName() + "-health");
		configuration.setMaximumPoolSize(1);
		configuration.setMinimumIdle(0);
		configuration.setInitializationFailTimeout(-1);
		this.connection = new HikariDataSource(configuration);
	}

	@Override
	public Health health() {
		return this.latest.get(this);
	}

	private Health check() {
		try (Connection checked = this.connection.getConnection()) {
			return (checked.isValid(PATIENCE_SECONDS) ? Health.up() : Health.down()).build();
		}
		catch (SQLException ex) {
			return Health.down(ex).build();
		}
	}

	@Override
	public void destroy() {
		this.connection.close();
	}

}
