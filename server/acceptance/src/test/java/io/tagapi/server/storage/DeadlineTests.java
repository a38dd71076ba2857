package io.tagapi.server.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.server.http.request.OperationScope;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All that an operation does shares one deadline.
 */
@AcceptanceTest
class DeadlineTests {

	private final Transactions transactions;

	private final JdbcClient database;

	private final AtomicInteger attempts = new AtomicInteger();

	DeadlineTests(@Autowired Transactions transactions, @Autowired JdbcClient database) {
		this.transactions = transactions;
		this.database = database;
	}

	@Test
	void attemptsEndAtTheDeadline() {
		assertThatException()
			.isThrownBy(() -> OperationScope.call(Duration.ofSeconds(1), () -> this.transactions.run(this::failLate)))
			.isInstanceOfAny(TransactionException.class, DataAccessResourceFailureException.class);

		assertThat(this.attempts).hasValueBetween(1, 3);
	}

	@Test
	void attemptsAreLimitedWithoutADeadlineToo() {
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> this.transactions.run(this::fail));

		assertThat(this.attempts).hasValue(11);
	}

	@Test
	void noConnectionIsGivenAfterTheDeadline() {
		OperationScope.call(Duration.ZERO, () -> {
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> this.database.sql("select 1").query().singleValue())
				.withStackTraceContaining("The time limit of the request is over");
			return true;
		});
	}

	private String failLate() {
		this.database.sql("select pg_sleep(0.4)").query().singleRow();
		return fail();
	}

	private String fail() {
		this.attempts.incrementAndGet();
		throw new CannotAcquireLockException("A deadlock");
	}

}
