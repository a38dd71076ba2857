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
	void ownerOfWaitingRequestsLeavesAsMuchMemoryAsTheyHold() {
		RequestQueues small = new RequestQueues(8 * BodyMemory.WAITING_REQUEST);
		Share large = new Share("acme large", 1, "acme");
		List.of(ACME, ACME, DEMO, DEMO, large).forEach(small::tryBegin);
		Runnable start = () -> this.started.add("waiting");

		assertThat(List.of(ACME, ACME, ACME, large)).allMatch((share) -> small.enqueue(share, start));
		assertThat(List.of(ACME, large)).noneMatch((share) -> small.enqueue(share, start));
		assertThat(List.of(DEMO, DEMO)).allMatch((share) -> small.enqueue(share, start));
		assertThat(small.enqueue(DEMO, start)).isFalse();
	}

	@Test
	void memoryIsGivenBackByRequestsThatWaitNoLonger() {
		RequestQueues small = new RequestQueues(4 * BodyMemory.WAITING_REQUEST);
		List.of(ACME, ACME).forEach(small::tryBegin);
		for (int i = 0; i < 5; i++) {
			Runnable left = () -> this.started.add("left");
			assertThat(small.enqueue(ACME, () -> this.started.add("started"))).isTrue();
			assertThat(small.enqueue(ACME, left)).isTrue();
			assertThat(small.enqueue(ACME, () -> this.started.add("too many"))).isFalse();
			small.leave(ACME, left);
			small.end(ACME);
		}

		assertThat(this.started).hasSize(5).containsOnly("started");
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
