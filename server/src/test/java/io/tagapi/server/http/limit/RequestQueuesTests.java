package io.tagapi.server.http.limit;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestQueuesTests {

	private static final Share ACME = new Share("acme", 2);

	private static final Share DEMO = new Share("demo", 2);

	private final RequestQueues queues = new RequestQueues();

	private final List<String> started = new ArrayList<>();

	@Test
	void furtherRequestsWaitUntilOneEndsOldestFirst() {
		assertThat(this.queues.tryBegin(ACME)).isTrue();
		assertThat(this.queues.tryBegin(ACME)).isTrue();
		assertThat(this.queues.tryBegin(ACME)).isFalse();
		this.queues.enqueue(ACME, () -> this.started.add("first"));
		this.queues.enqueue(ACME, () -> this.started.add("second"));
		assertThat(this.started).isEmpty();

		this.queues.end(ACME);
		assertThat(this.started).containsExactly("first");
		this.queues.end(ACME);
		assertThat(this.started).containsExactly("first", "second");
	}

	@Test
	void anotherCustomerDoesNotWait() {
		fill(ACME);

		assertThat(this.queues.tryBegin(DEMO)).isTrue();
	}

	@Test
	void requestThatHasLeftIsNotStarted() {
		fill(ACME);
		Runnable left = () -> this.started.add("left");
		this.queues.enqueue(ACME, left);
		this.queues.enqueue(ACME, () -> this.started.add("stayed"));

		assertThat(this.queues.leave(ACME, left)).isTrue();
		this.queues.end(ACME);

		assertThat(this.started).containsExactly("stayed");
		assertThat(this.queues.leave(ACME, left)).isFalse();
	}

	@Test
	void requestStartsAtOnceIfOneHasEndedMeanwhile() {
		fill(ACME);
		this.queues.end(ACME);

		this.queues.enqueue(ACME, () -> this.started.add("late"));

		assertThat(this.started).containsExactly("late");
	}

	@Test
	void queueIsBounded() {
		fill(ACME);
		for (int i = 0; i < 20; i++) {
			assertThat(this.queues.enqueue(ACME, () -> this.started.add("waiting"))).isTrue();
		}

		assertThat(this.queues.enqueue(ACME, () -> this.started.add("one too many"))).isFalse();
	}

	@Test
	void endedRequestsFreeAllSlots() {
		fill(ACME);
		this.queues.end(ACME);
		this.queues.end(ACME);

		fill(ACME);
		assertThat(this.queues.tryBegin(ACME)).isFalse();
	}

	private void fill(Share share) {
		assertThat(this.queues.tryBegin(share)).isTrue();
		assertThat(this.queues.tryBegin(share)).isTrue();
	}

}
