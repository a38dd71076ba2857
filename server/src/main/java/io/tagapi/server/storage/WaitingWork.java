package io.tagapi.server.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.tagapi.server.http.request.OperationScope;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for a connection.
 */
final class WaitingWork {

	private static final long SECONDS_WITHOUT_OPERATION = 20;

	private final @Nullable OperationScope scope;

	private final long since;

	private final CompletableFuture<ConnectionLease> lease = new CompletableFuture<>();

	WaitingWork(@Nullable OperationScope scope, long since) {
		this.scope = scope;
		this.since = since;
	}

	@Nullable OperationScope scope() {
		return this.scope;
	}

	@Nullable String customerId() {
		return (this.scope != null) ? this.scope.customerId() : null;
	}

	boolean isLarge() {
		return this.scope != null && this.scope.isLarge();
	}

	long since() {
		return this.since;
	}

	void grant(ConnectionLease granted) {
		this.lease.complete(granted);
	}

	void fail(SQLException reason) {
		this.lease.completeExceptionally(reason);
	}

	/** What it was granted, though it may no longer wait for that. */
	@Nullable ConnectionLease granted() {
		return (this.lease.state() == CompletableFuture.State.SUCCESS) ? this.lease.resultNow() : null;
	}

	ConnectionLease await() throws SQLException {
		long remaining = (this.scope != null) ? this.scope.remaining(TimeUnit.NANOSECONDS)
				: TimeUnit.SECONDS.toNanos(SECONDS_WITHOUT_OPERATION);
		if (remaining <= 0) {
			throw new SQLTransientConnectionException("The time limit of the request is over");
		}
		try {
			return this.lease.get(remaining, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new SQLTransientConnectionException("No connection was free within the time limit of the request",
					ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof SQLException reason) ? reason : new SQLException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("The wait for a connection was interrupted", ex);
		}
	}

}
