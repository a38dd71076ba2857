package io.tagapi.server.http.limit;

import io.tagapi.server.http.error.ApiException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyMemoryTests {

	private final LimitRejections rejections = new LimitRejections();

	private final BodyMemory memory = new BodyMemory(this.rejections);

	@Test
	void oneActorCannotTakeTheMemoryOfOthers() {
		this.memory.take("acme", BodyMemory.MAX_PER_ACTOR);
		expectRejected("acme", 1);
		this.memory.take("demo", BodyMemory.MAX_PER_ACTOR);
		assertThat(this.memory.held()).isEqualTo(2 * BodyMemory.MAX_PER_ACTOR);
		assertThat(this.rejections.of(LimitRejections.Limit.BODIES)).isEqualTo(1);
	}

	@Test
	void allActorsTogetherAreBounded() {
		for (int i = 0; i < 4; i++) {
			this.memory.take("actor " + i, BodyMemory.MAX_PER_ACTOR);
		}
		expectRejected("another", 1);
		this.memory.give("actor 0", 1);
		this.memory.take("another", 1);
	}

	@Test
	void rejectedBodyHoldsNothing() {
		expectRejected("acme", BodyMemory.MAX_PER_ACTOR + 1);
		assertThat(this.memory.held()).isZero();
		this.memory.take("acme", BodyMemory.MAX_PER_ACTOR);
	}

	private void expectRejected(String actor, long bytes) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.memory.take(actor, bytes))
			.withMessage("Too many requests were sent in a short time: too many request bodies are being received");
	}

}
