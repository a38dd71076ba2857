package io.tagapi.server.http.limit;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryPoolTests {

	private final MemoryPool pool = new MemoryPool(100);

	@Test
	void rejectedRequestsNeverCountAgainstOthers() throws InterruptedException {
		AtomicBoolean ended = new AtomicBoolean();
		Thread greedy = Thread.ofPlatform().start(() -> {
			while (!ended.get()) {
				assertThat(this.pool.take("greedy", 51)).isFalse();
			}
		});
		int rejected = 0;
		for (int i = 0; i < 200_000; i++) {
			if (this.pool.take("other", 50)) {
				this.pool.give("other", 50);
			}
			else {
				rejected++;
			}
		}
		ended.set(true);
		greedy.join();

		assertThat(rejected).isZero();
		assertThat(this.pool.held()).isZero();
	}

	@Test
	void noMoreIsTakenThanThereIs() {
		this.pool.take("first", 40);

		assertThat(this.pool.takeAvailable("second", 100)).isEqualTo(30);
		assertThat(this.pool.takeAvailable("first", 100)).isZero();
		assertThat(this.pool.held()).isEqualTo(70);
	}

}
