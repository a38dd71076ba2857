package io.tagapi.server.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work as one transaction. A deadlock, a serialization failure or a lock that was
 * not free in time says that the same work may succeed when it is repeated, so it is, a
 * few times, until the deadline of the operation: after that no attempt gets a
 * connection. Work that waits for a lock for long gives its connection back with each
 * attempt, so that others get it meanwhile.
 */
@Component
public class Transactions {

	/**
	 * With the time that a lock is waited for, these take as long as an operation may.
	 */
	private static final int MAX_RETRIES = 10;

	private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
		.predicate(Transactions::maySucceedLater)
		.maxRetries(MAX_RETRIES)
		.delay(Duration.ofMillis(10))
		.jitter(Duration.ofMillis(10))
		.multiplier(2)
		.maxDelay(Duration.ofMillis(200))
		.build());

	private final TransactionTemplate transaction;

	private final TransactionTemplate snapshot;

	Transactions(PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
		this.snapshot = new TransactionTemplate(transactionManager);
		this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.snapshot.setReadOnly(true);
	}

	private static boolean maySucceedLater(Throwable failure) {
		return failure instanceof PessimisticLockingFailureException
				|| (failure instanceof UncategorizedSQLException exception
						&& isLockTimeout(exception.getSQLException()));
	}

	/** Spring has no exception for it. */
	private static boolean isLockTimeout(@Nullable SQLException failure) {
		return failure != null && ShortLockMigration.LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
	}

	/**
	 * Does all of the work or, if it throws, none of it. Within a transaction, the work
	 * is part of that: only the outermost is repeated, because a deadlock ends all of it.
	 * @param <T> the type of the outcome
	 * @param work what to do; it may be done more than once, but only one time lasts
	 * @return the outcome
	 */
	public <T> T run(Supplier<T> work) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return work.get();
		}
		return this.retry.invoke(() -> this.transaction.execute((status) -> work.get()));
	}

	/**
	 * Reads by several statements what was there at one moment.
	 * @param <T> the type of what is read
	 * @param work what reads
	 * @return what was read
	 */
	public <T> T snapshot(Supplier<T> work) {
		return this.retry.invoke(() -> this.snapshot.execute((status) -> work.get()));
	}

}
