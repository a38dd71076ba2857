package io.tagapi.server.storage;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.tagapi.server.http.request.OperationScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who gets a connection, of a pool of eight, on a clock of the test's own.
 */
@Timeout(60)
class ConnectionSharesTests {

	private static final int PER_CUSTOMER = 2;

	private static final int MAX_WAITING = 15;

	private final AtomicLong now = new AtomicLong();

	private final ConnectionShares shares = new ConnectionShares(8, MAX_WAITING, this.now::get);

	@Test
	void aCustomerHasAQuarterAndItsFurtherWorkLetsOthersPass() throws Exception {
		List<ConnectionLease> leases = acquire("acme", PER_CUSTOMER);
		FutureTask<ConnectionLease> first = waits("acme");
		FutureTask<ConnectionLease> second = waits("acme");

		acquire("demo", PER_CUSTOMER);
		assertThat(first.isDone()).isFalse();
		this.shares.release(leases.getFirst());

		assertThat(first.get().customerId()).isEqualTo("acme");
		assertThat(second.isDone()).isFalse();
		this.shares.release(leases.getLast());
		assertThat(second.get().customerId()).isEqualTo("acme");
	}

	@Test
	void largeRequestsOfAllCustomersHaveHalfAndSmallOnesPass() throws Exception {
		List<ConnectionLease> large = new ArrayList<>();
		for (String customer : List.of("a", "b", "c", "d")) {
			large.add(this.shares.acquire(largeScope(customer)));
		}
		FutureTask<ConnectionLease> fifth = waits(largeScope("e"));

		acquire("e", PER_CUSTOMER - 1);
		acquire("f", PER_CUSTOMER);
		assertThat(fifth.isDone()).isFalse();
		this.shares.release(large.getFirst());

		assertThat(fifth.get().customerId()).isEqualTo("e");
	}

	@Test
	void largeRequestsOfACustomerWaitForEachOtherAndItsSmallOnesPass() throws Exception {
		ConnectionLease large = this.shares.acquire(largeScope("acme"));
		FutureTask<ConnectionLease> second = waits(largeScope("acme"));

		acquire("acme", PER_CUSTOMER - 1);
		acquire("demo", PER_CUSTOMER);
		assertThat(second.isDone()).isFalse();
		this.shares.release(large);

		assertThat(second.get().isLarge()).isTrue();
	}

	@Test
	void whoHasFewestConnectionsIsNextAndThenWhoHasWaitedLongest() throws Exception {
		acquire("a", 1);
		acquire("b", 1);
		List<ConnectionLease> others = new ArrayList<>();
		for (String customer : List.of("c", "d", "e")) {
			others.addAll(acquire(customer, PER_CUSTOMER));
		}
		FutureTask<ConnectionLease> furtherOfA = waits("a");
		FutureTask<ConnectionLease> firstOfF = waits("f");
		FutureTask<ConnectionLease> firstOfG = waits("g");

		this.shares.release(others.getFirst());

		assertThat(firstOfF.get().customerId()).isEqualTo("f");
		assertThat(furtherOfA.isDone()).isFalse();
		assertThat(firstOfG.isDone()).isFalse();
		furtherOfA.cancel(true);
		firstOfG.cancel(true);
	}

	@Test
	void scheduledWorkWaitsForNobodyButAFreeConnection() throws Exception {
		for (int i = 0; i < 8; i++) {
			assertThat(this.shares.acquire(null).customerId()).isNull();
		}
		FutureTask<ConnectionLease> ninth = waits((OperationScope) null);

		assertThat(ninth.isDone()).isFalse();
		ninth.cancel(true);
	}

	@Test
	void workOfACustomerWhoseConnectionsAreStuckIsRejected() throws Exception {
		List<ConnectionLease> stuck = acquire("acme", PER_CUSTOMER);
		FutureTask<ConnectionLease> waiting = waits("acme");

		pass(ConnectionShares.STUCK);

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.withCauseInstanceOf(SQLTransientConnectionException.class)
			.withMessageContaining("The connections of the customer acme are stuck");
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(() -> acquire("acme", 1));
		acquire("demo", PER_CUSTOMER);
		this.shares.release(stuck.getFirst());
		acquire("acme", 1);
	}

	@Test
	void aConnectionThatIsUsedAgainAndAgainIsNotStuck() throws Exception {
		List<ConnectionLease> busy = acquire("acme", PER_CUSTOMER);
		FutureTask<ConnectionLease> waiting = waits("acme");

		for (int statement = 0; statement < 10; statement++) {
			busy.forEach(this.shares::use);
			pass(ConnectionShares.STUCK.minusMillis(1));
		}

		assertThat(waiting.isDone()).isFalse();
		this.shares.release(busy.getFirst());
		assertThat(waiting.get().customerId()).isEqualTo("acme");
	}

	@Test
	void suspectCustomersHaveHalfUntilAStatementOfTheirsEndsInTime() throws Exception {
		List<ConnectionLease> stuck = new ArrayList<>();
		for (int customer = 0; customer < 5; customer++) {
			stuck.addAll(acquire("hanging-" + customer, 1));
		}
		pass(ConnectionShares.STUCK);
		stuck.forEach(this.shares::release);

		for (int customer = 0; customer < 4; customer++) {
			acquire("hanging-" + customer, 1);
		}
		FutureTask<ConnectionLease> fifth = waits("hanging-4");
		acquire("demo", PER_CUSTOMER);
		assertThat(fifth.isDone()).isFalse();

		List<ConnectionLease> again = new ArrayList<>();
		pass(ConnectionShares.SUSPICION.plusMillis(1));
		again.add(fifth.get());
		assertThat(again).extracting(ConnectionLease::customerId).containsExactly("hanging-4");
	}

	@Test
	void abandonedConnectionsAreEndedForOthersBeyondTheHalf() throws Exception {
		AtomicInteger aborted = new AtomicInteger();
		List<ConnectionLease> stuck = new ArrayList<>();
		for (int customer = 0; customer < 8; customer++) {
			stuck.addAll(acquire("hanging-" + customer, 1));
		}
		stuck.forEach((lease) -> lease.open(connection(aborted)));
		pass(ConnectionShares.ABANDONED);
		assertThat(aborted).as("while nobody waits").hasValue(0);

		FutureTask<ConnectionLease> other = waits("demo");
		this.shares.check();
		this.shares.check();

		assertThat(aborted).hasValue(4);
		stuck.stream().filter(ConnectionLease::isEnded).forEach(this.shares::release);
		assertThat(other.get().customerId()).isEqualTo("demo");
	}

	@Test
	void aConnectionIsEndedOnceAtTheDeadline() throws Exception {
		AtomicInteger aborted = new AtomicInteger();
		ConnectionShares real = new ConnectionShares(8, MAX_WAITING, System::nanoTime);
		ConnectionLease lease = OperationScope.call(Duration.ofMillis(200),
				() -> real.acquire(OperationScope.current().orElseThrow()));
		lease.open(connection(aborted));
		while (!lease.isEnded()) {
			real.check();
		}
		real.check();

		assertThat(aborted).hasValue(1);
		assertThat(lease.close()).isTrue();
	}

	@Test
	void whoHasWaitedLongEnoughFailsWithThoseWhoGetNoConnection() throws Exception {
		ConnectionLease lease = acquire("acme", PER_CUSTOMER).getFirst();
		FutureTask<ConnectionLease> early = waits("acme");
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
		FutureTask<ConnectionLease> late = waits("acme");

		this.shares.failWaiting(Duration.ofSeconds(1), new SQLException("away"));

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(early::get)
			.withStackTraceContaining("The database gives no connection")
			.withStackTraceContaining("away");
		assertThat(late.isDone()).isFalse();
		this.shares.release(lease);
		assertThat(late.get().customerId()).isEqualTo("acme");
	}

	@Test
	void customersOfWhomManyRequestsWaitLoseTheLast() throws Exception {
		List<FutureTask<ConnectionLease>> manyOfA = new ArrayList<>();
		List<FutureTask<ConnectionLease>> fewOfB = new ArrayList<>();
		acquire("a", PER_CUSTOMER);
		acquire("b", PER_CUSTOMER);
		for (int i = 0; i < 16; i++) {
			manyOfA.add(waits("a"));
			this.now.incrementAndGet();
		}
		for (int i = 0; i < 2; i++) {
			fewOfB.add(waits("b"));
			this.now.incrementAndGet();
		}

		pass(ConnectionShares.PATIENCE.minusMillis(1));
		assertThat(manyOfA).noneMatch(FutureTask::isDone);
		pass(Duration.ofMillis(1));

		assertThat(fewOfB).noneMatch(FutureTask::isDone);
		assertThat(manyOfA.subList(0, 13)).noneMatch(FutureTask::isDone);
		for (FutureTask<ConnectionLease> shed : manyOfA.subList(13, 16)) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(shed::get)
				.withCauseInstanceOf(SQLTransientConnectionException.class)
				.withMessageContaining("Too many requests of the customer a wait for a connection");
		}
	}

	@Test
	void requestsOfManyCustomersMayWaitForLong() throws Exception {
		List<FutureTask<ConnectionLease>> waiting = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			acquire("holder-" + i, 1);
		}
		for (int i = 0; i < MAX_WAITING; i++) {
			waiting.add(waits("customer-" + i));
			waiting.add(waits("customer-" + i));
		}

		pass(ConnectionShares.PATIENCE.multipliedBy(2));

		assertThat(waiting).noneMatch(FutureTask::isDone);
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
		this.shares.check();
	}

	private List<ConnectionLease> acquire(String customer, int count) throws SQLException {
		List<ConnectionLease> leases = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			leases.add(this.shares.acquire(scope(customer)));
		}
		return leases;
	}

	private static OperationScope scope(String customer) {
		return OperationScope.call(Duration.ofHours(1), () -> {
			OperationScope scope = OperationScope.current().orElseThrow();
			scope.workFor(customer);
			return scope;
		});
	}

	private static OperationScope largeScope(String customer) {
		OperationScope scope = scope(customer);
		scope.markLarge();
		return scope;
	}

	private FutureTask<ConnectionLease> waits(String customer) {
		return waits(scope(customer));
	}

	/** Returns once it waits. */
	private FutureTask<ConnectionLease> waits(@Nullable OperationScope scope) {
		FutureTask<ConnectionLease> task = new FutureTask<>(() -> this.shares.acquire(scope));
		Thread thread = Thread.ofPlatform().daemon().start(task);
		while (thread.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
		return task;
	}

	private static Connection connection(AtomicInteger aborted) {
		return (Connection) Proxy.newProxyInstance(ConnectionSharesTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					assertThat(method.getName()).isEqualTo("abort");
					return aborted.incrementAndGet();
				});
	}

}
