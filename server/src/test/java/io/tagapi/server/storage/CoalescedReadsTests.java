package io.tagapi.server.storage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Who gets whose result.
 */
class CoalescedReadsTests {

	private final CoalescedReads<String, Integer> reads = new CoalescedReads<>();

	private final AtomicInteger stored = new AtomicInteger(1);

	private final AtomicInteger count = new AtomicInteger();

	private final CompletableFuture<Void> goOn = new CompletableFuture<>();

	private int stored() {
		this.count.incrementAndGet();
		return this.stored.get();
	}

	/** What was stored when the reading began; it ends when the test goes on. */
	private int slowly() {
		int value = stored();
		this.goOn.join();
		return value;
	}

	@Test
	void oneAfterTheOtherReadsForThemselves() {
		assertThat(this.reads.read("a", this::stored)).isEqualTo(1);
		this.stored.set(2);

		assertThat(this.reads.read("a", this::stored)).isEqualTo(2);
		assertThat(this.count).hasValue(2);
	}

	@Test
	void readersDuringAReadShareTheNext() throws Exception {
		FutureTask<Integer> first = startReading("a", this::slowly);
		this.stored.set(2);
		List<FutureTask<Integer>> others = Stream.generate(() -> startReading("a", this::stored)).limit(5).toList();
		this.goOn.complete(null);

		assertThat(first.get()).isEqualTo(1);
		for (FutureTask<Integer> other : others) {
			assertThat(other.get()).isEqualTo(2);
		}
		assertThat(this.count).hasValue(2);
	}

	@Test
	void readerOfAnotherKeyDoesNotWait() throws Exception {
		FutureTask<Integer> first = startReading("a", this::slowly);

		assertThat(this.reads.read("b", this::stored)).isEqualTo(1);
		assertThat(first.isDone()).isFalse();
		this.goOn.complete(null);
		assertThat(first.get()).isEqualTo(1);
	}

	@Test
	void aFailureIsForThoseWhoShareItAndNobodyElse() throws Exception {
		FutureTask<Integer> first = startReading("a", this::slowly);
		Supplier<Integer> away = () -> {
			throw new IllegalStateException("away");
		};
		FutureTask<Integer> second = startReading("a", away);
		FutureTask<Integer> third = startReading("a", away);
		this.goOn.complete(null);

		assertThat(first.get()).isEqualTo(1);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(second::get).withMessageContaining("away");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(third::get).withMessageContaining("away");
		assertThatIllegalStateException().isThrownBy(() -> this.reads.read("a", away)).withMessage("away");
		assertThat(this.reads.read("a", this::stored)).isEqualTo(1);
	}

	/** Returns once the other one waits. */
	private FutureTask<Integer> startReading(String key, Supplier<Integer> read) {
		FutureTask<Integer> task = new FutureTask<>(() -> this.reads.read(key, read));
		Thread thread = Thread.ofPlatform().start(task);
		while (thread.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
		}
		return task;
	}

}
