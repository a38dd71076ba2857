package io.tagapi.server.http.limit;

import io.tagapi.server.http.error.ApiException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyMemoryTests {

	private static final long HALF = BodyMemory.MAX / 2;

	private final LimitRejections rejections = new LimitRejections();

	private final BodyMemory memory = new BodyMemory(this.rejections, 4000);

	@Test
	void actorAloneHasHalf() {
		this.memory.take("acme", HALF);
		expectRejected("acme", 1);
		assertThat(this.memory.held()).isEqualTo(HALF);
		assertThat(this.rejections.of(LimitRejections.Limit.BODIES)).isEqualTo(1);
	}

	@Test
	void everyActorLeavesAsMuchAsItHolds() {
		this.memory.take("acme", HALF);
		this.memory.take("demo", HALF / 2);
		expectRejected("demo", 1);
		this.memory.take("another", HALF / 4);
		expectRejected("another", 1);
	}

	@Test
	void allActorsTogetherAreBounded() {
		int actors = 0;
		for (long size = HALF; size > 0; size /= 2) {
			this.memory.take("actor " + actors++, size);
		}
		assertThat(this.memory.held()).isLessThanOrEqualTo(BodyMemory.MAX);
		expectRejected("another", BodyMemory.MAX - this.memory.held());
		this.memory.give("actor 0", HALF);
		this.memory.take("another", HALF / 2);
	}

	@Test
	void rejectedBodyHoldsNothing() {
		expectRejected("acme", HALF + 1);
		assertThat(this.memory.held()).isZero();
		this.memory.take("acme", HALF);
	}

	@Test
	void bodiesThatAreWaitedForLeaveHalfOfTheConnections() {
		for (int connections : new int[] { 10, 150, 4000 }) {
			assertThat(BodyMemory.MAX / new BodyMemory(this.rejections, connections).waitingRequest())
				.isLessThanOrEqualTo(connections / 2);
		}
	}

	@Test
	void heapHasRoomForAllThatIsHeld() {
		assertThat(BodyMemory.MAX).isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 8);
	}

	private void expectRejected(String actor, long bytes) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.memory.take(actor, bytes))
			.withMessage("Too many requests were sent in a short time: too many request bodies are being received");
	}

}
