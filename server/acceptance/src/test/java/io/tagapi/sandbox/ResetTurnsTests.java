package io.tagapi.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.tagapi.server.http.error.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which resets are under way at once.
 */
@Timeout(60)
class ResetTurnsTests {

	private final ResetTurns turns = new ResetTurns();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<CompletableFuture<String>> underWay = new ArrayList<>();

	@AfterEach
	void stop() {
		this.end.countDown();
		assertThat(this.underWay).allSatisfy((reset) -> assertThat(reset.join()).isEqualTo("done"));
		this.threads.close();
	}

	@Test
	void oneResetOfACustomerIsUnderWay() throws InterruptedException {
		begin("acme", false);

		CompletableFuture<String> second = reset("acme", false);
		awaitWaiting(1);

		assertThat(second).isNotDone();
		this.end.countDown();
		assertThat(second.join()).isEqualTo("done");
		assertThat(this.turns.countWaiting()).isZero();
	}

	@Test
	void otherCustomersDoNotWait() throws InterruptedException {
		begin("acme", false);

		begin("demo", false);

		assertThat(this.turns.countWaiting()).isZero();
	}

	@Test
	void aFewLargeResetsAreUnderWay() throws InterruptedException {
		for (int i = 0; i < ResetTurns.MAX_LARGE; i++) {
			begin("customer-" + i, true);
		}

		CompletableFuture<String> further = reset("acme", true);
		awaitWaiting(1);

		begin("demo", false);
		assertThat(further).isNotDone();
		this.end.countDown();
		assertThat(further.join()).isEqualTo("done");
	}

	@Test
	void furtherResetOfACustomerIsRejectedWhileOthersWait() throws InterruptedException {
		begin("acme", false);
		List<CompletableFuture<String>> waiting = await("acme");

		isRejected("acme");

		begin("demo", false);
		waiting.add(reset("demo", false));
		awaitWaiting(waiting.size());
		this.end.countDown();
		assertThat(waiting).allSatisfy((reset) -> assertThat(reset.join()).isEqualTo("done"));
	}

	@Test
	void furtherResetIsRejectedWhileManyWait() throws InterruptedException {
		List<CompletableFuture<String>> waiting = new ArrayList<>();
		for (int i = 0; waiting.size() < ResetTurns.MAX_WAITING; i++) {
			begin("customer-" + i, false);
			waiting.addAll(await("customer-" + i));
		}
		begin("acme", false);

		isRejected("acme");

		begin("demo", false);
		this.end.countDown();
		assertThat(waiting).allSatisfy((reset) -> assertThat(reset.join()).isEqualTo("done"));
	}

	/** As many resets of a customer as may wait. */
	private List<CompletableFuture<String>> await(String customerId) throws InterruptedException {
		int before = this.turns.countWaiting();
		List<CompletableFuture<String>> waiting = new ArrayList<>();
		for (int i = 0; i < ResetTurns.MAX_WAITING_OF_CUSTOMER; i++) {
			waiting.add(reset(customerId, false));
		}
		awaitWaiting(before + waiting.size());
		return waiting;
	}

	private void isRejected(String customerId) {
		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> this.turns.await(customerId, false, () -> "done"))
			.withMessageContaining("other resets of the customer " + customerId + " are under way");
	}

	/** Returns when the reset is under way. It ends with the test. */
	private void begin(String customerId, boolean isLarge) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		this.underWay.add(CompletableFuture.supplyAsync(() -> this.turns.await(customerId, isLarge, () -> {
			begun.countDown();
			awaitEnd();
			return "done";
		}), this.threads));
		begun.await();
	}

	private CompletableFuture<String> reset(String customerId, boolean isLarge) {
		return CompletableFuture.supplyAsync(() -> this.turns.await(customerId, isLarge, () -> "done"), this.threads);
	}

	private void awaitWaiting(int count) throws InterruptedException {
		while (this.turns.countWaiting() < count) {
			Thread.sleep(5);
		}
	}

	private void awaitEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
