package io.tagapi.server.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Who reads for whom.
 */
class BatchedReadsTests {

	private final Map<String, Integer> stored = new ConcurrentHashMap<>(Map.of("a", 1, "b", 1, "slow", 1, "broken", 1));

	private final CountDownLatch goOn = new CountDownLatch(1);

	private final List<Set<String>> readings = new CopyOnWriteArrayList<>();

	private BatchedReads<String, Integer> reads = withPatience(Duration.ofHours(1));

	private BatchedReads<String, Integer> withPatience(Duration patience) {
		return new BatchedReads<>(patience, (key) -> readTogether(Set.of(key)).apply(key), this::readTogether);
	}

	/**
	 * What is stored when the reading begins. One of "slow" ends when the test goes on.
	 */
	private Function<String, Integer> readTogether(Set<String> keys) {
		this.readings.add(keys);
		Map<String, Integer> values = Map.copyOf(this.stored);
		if (keys.contains("slow")) {
			await(this.goOn);
		}
		if (keys.contains("broken")) {
			throw new IllegalStateException("broken");
		}
		return (key) -> values.getOrDefault(key, 0);
	}

	@AfterEach
	void goOn() {
		this.goOn.countDown();
	}

	@Test
	void oneAfterTheOtherReadsForThemselves() {
		assertThat(this.reads.read("a")).isEqualTo(1);
		this.stored.put("a", 2);

		assertThat(this.reads.read("a")).isEqualTo(2);
		assertThat(this.readings).containsExactly(Set.of("a"), Set.of("a"));
	}

	@Test
	void callsDuringAReadingShareTheNextWhichBeginsAfterThem() throws Exception {
		FutureTask<Integer> slow = startSlowReading();
		this.stored.put("a", 2);
		this.stored.put("b", 3);
		List<FutureTask<Integer>> forA = startWaiting("a", 5);
		List<FutureTask<Integer>> forB = startWaiting("b", 5);
		goOn();

		assertThat(slow.get()).isEqualTo(1);
		assertThat(values(forA)).containsOnly(2);
		assertThat(values(forB)).containsOnly(3);
		assertThat(this.readings).containsExactly(Set.of("slow"), Set.of("a", "b"));
	}

	@Test
	void aReadingHasBoundedKeys() throws Exception {
		FutureTask<Integer> slow = startSlowReading();
		List<FutureTask<Integer>> waiting = new ArrayList<>();
		IntStream.range(0, 150).forEach((i) -> {
			this.stored.put("key" + i, i);
			waiting.add(start("key" + i, Thread.State.TIMED_WAITING));
		});
		goOn();

		assertThat(slow.get()).isEqualTo(1);
		assertThat(values(waiting)).isEqualTo(IntStream.range(0, 150).boxed().toList());
		assertThat(this.readings).allSatisfy((keys) -> assertThat(keys).hasSizeLessThanOrEqualTo(100));
	}

	@Test
	void aFailureIsForThoseWhoseOwnReadingFails() throws Exception {
		FutureTask<Integer> slow = startSlowReading();
		FutureTask<Integer> forBroken = start("broken", Thread.State.TIMED_WAITING);
		FutureTask<Integer> forA = start("a", Thread.State.TIMED_WAITING);
		goOn();

		assertThat(slow.get()).isEqualTo(1);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(forBroken::get).withMessageContaining("broken");
		assertThat(forA.get()).isEqualTo(1);
		assertThatIllegalStateException().isThrownBy(() -> this.reads.read("broken")).withMessage("broken");
		assertThat(this.reads.read("a")).isEqualTo(1);
	}

	@Test
	void nobodyDependsOnAReadingThatIsStuck() throws Exception {
		this.reads = withPatience(Duration.ofMillis(500));
		FutureTask<Integer> slow = startSlowReading();
		List<FutureTask<Integer>> waiting = startWaiting("a", 3);

		assertThat(values(waiting)).containsOnly(1);
		assertThat(slow.isDone()).isFalse();
		assertThat(this.readings).containsExactly(Set.of("slow"), Set.of("a"), Set.of("a"), Set.of("a"));
	}

	private FutureTask<Integer> startSlowReading() {
		return start("slow", Thread.State.WAITING);
	}

	private List<FutureTask<Integer>> startWaiting(String key, int count) {
		return IntStream.range(0, count).mapToObj((i) -> start(key, Thread.State.TIMED_WAITING)).toList();
	}

	/**
	 * Returns once the call waits: for a reading, or in its own until the test goes on.
	 */
	private FutureTask<Integer> start(String key, Thread.State state) {
		FutureTask<Integer> task = new FutureTask<>(() -> this.reads.read(key));
		Thread thread = Thread.ofPlatform().daemon().start(task);
		while (thread.getState() != state) {
			Thread.onSpinWait();
		}
		return task;
	}

	private static List<Integer> values(List<FutureTask<Integer>> tasks) throws Exception {
		List<Integer> values = new ArrayList<>();
		for (FutureTask<Integer> task : tasks) {
			values.add(task.get());
		}
		return values;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
