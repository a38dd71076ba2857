package io.tagapi.server.storage;

import java.sql.Connection;
import java.sql.SQLException;

import io.tagapi.server.http.request.OperationScope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to use a connection, from before it is taken from the pool until it is given
 * back.
 */
final class ConnectionLease {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionLease.class);

	private final @Nullable String customerId;

	private final @Nullable OperationScope scope;

	private volatile long lastUse;

	private @Nullable Connection connection;

	private boolean ended;

	/**
	 * A lease for the work of the current thread.
	 * @param now the time, as {@link System#nanoTime()} has it
	 */
	ConnectionLease(@Nullable OperationScope scope, long now) {
		this.scope = scope;
		this.customerId = (scope != null) ? scope.customerId() : null;
		this.lastUse = now;
	}

	/** The customer whose work it is; {@code null} for work that is no customer's. */
	@Nullable String customerId() {
		return this.customerId;
	}

	boolean isOf(@Nullable String customer) {
		return customer != null && customer.equals(this.customerId);
	}

	boolean isLarge() {
		return this.scope != null && this.scope.isLarge();
	}

	boolean isOverdue(long now) {
		return this.scope != null && now - this.scope.deadline() >= 0;
	}

	/**
	 * How long the last statement, or commit, has been running.
	 */
	long silence(long now) {
		return now - this.lastUse;
	}

	void use(long now) {
		this.lastUse = now;
	}

	synchronized void open(Connection opened) {
		this.connection = opened;
	}

	/**
	 * Ends the use from outside: the connection's socket is closed, so that neither the
	 * statement that is running nor a rollback waits for the database any longer.
	 */
	synchronized void end(String reason) {
		if (this.connection == null || this.ended) {
			return;
		}
		this.ended = true;
		logger.warn("Ended a connection of the customer {}: {}", this.customerId, reason);
		try {
			this.connection.abort(Thread::startVirtualThread);
		}
		catch (SQLException ex) {
			logger.debug("The connection was closed already", ex);
		}
	}

	/**
	 * Ends the use from inside.
	 * @return whether it was ended from outside before, so that the connection is of no
	 * more use
	 */
	synchronized boolean close() {
		this.connection = null;
		return this.ended;
	}

	synchronized boolean isEnded() {
		return this.ended;
	}

}
