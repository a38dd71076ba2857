package io.tagapi.server.http.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class CustomerQueuesTests {

	private final CustomerQueues queues = new CustomerQueues(
			new LimitProperties(DataSize.ofMegabytes(1), 200, 2, Duration.ofSeconds(1)));

	private final List<String> started = new ArrayList<>();

	@Test
	void furtherRequestsWaitUntilOneEndsOldestFirst() {
		assertThat(this.queues.tryBegin("acme")).isTrue();
		assertThat(this.queues.tryBegin("acme")).isTrue();
		assertThat(this.queues.tryBegin("acme")).isFalse();
		this.queues.enqueue("acme", () -> this.started.add("first"));
		this.queues.enqueue("acme", () -> this.started.add("second"));
		assertThat(this.started).isEmpty();

		this.queues.end("acme");
		assertThat(this.started).containsExactly("first");
		this.queues.end("acme");
		assertThat(this.started).containsExactly("first", "second");
	}

	@Test
	void anotherCustomerDoesNotWait() {
		fill("acme");

		assertThat(this.queues.tryBegin("demo")).isTrue();
	}

	@Test
	void requestThatHasLeftIsNotStarted() {
		fill("acme");
		Runnable left = () -> this.started.add("left");
		this.queues.enqueue("acme", left);
		this.queues.enqueue("acme", () -> this.started.add("stayed"));

		assertThat(this.queues.leave("acme", left)).isTrue();
		this.queues.end("acme");

		assertThat(this.started).containsExactly("stayed");
		assertThat(this.queues.leave("acme", left)).isFalse();
	}

	@Test
	void requestStartsAtOnceIfOneHasEndedMeanwhile() {
		fill("acme");
		this.queues.end("acme");

		this.queues.enqueue("acme", () -> this.started.add("late"));

		assertThat(this.started).containsExactly("late");
	}

	@Test
	void queueIsBounded() {
		fill("acme");
		for (int i = 0; i < 20; i++) {
			assertThat(this.queues.enqueue("acme", () -> this.started.add("waiting"))).isTrue();
		}

		assertThat(this.queues.enqueue("acme", () -> this.started.add("one too many"))).isFalse();
	}

	@Test
	void allEndedIsAsNothingBegun() {
		fill("acme");
		this.queues.end("acme");
		this.queues.end("acme");

		fill("acme");
		assertThat(this.queues.tryBegin("acme")).isFalse();
	}

	private void fill(String customer) {
		assertThat(this.queues.tryBegin(customer)).isTrue();
		assertThat(this.queues.tryBegin(customer)).isTrue();
	}

}
