package io.tagapi.server.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads for many calls at once. While a reading is under way, further calls wait; when it
 * ends, the call that came first reads for all that wait then. A value goes only to calls
 * that came before its reading began, so it is what was committed when they came, or
 * later.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
public final class BatchedReads<K, V> {

	private static final int MAX_KEYS = 100;

	/** A reading may be stuck. A call that has waited so long does not depend on it. */
	private static final Duration PATIENCE = Duration.ofMillis(250);

	private final Duration patience;

	private final Queue<Call<K, V>> waiting = new ArrayDeque<>();

	private boolean isReading;

	private final Function<K, V> readAlone;

	private final Function<Set<K>, Function<K, V>> readTogether;

	/**
	 * Reads by these functions.
	 * @param readAlone reads for one call, which has waited for too long, or whose common
	 * reading has failed
	 * @param readTogether reads for several calls, and has the value of each key
	 */
	public BatchedReads(Function<K, V> readAlone, Function<Set<K>, Function<K, V>> readTogether) {
		this(PATIENCE, readAlone, readTogether);
	}

	BatchedReads(Duration patience, Function<K, V> readAlone, Function<Set<K>, Function<K, V>> readTogether) {
		this.patience = patience;
		this.readAlone = readAlone;
		this.readTogether = readTogether;
	}

	/**
	 * Reads, alone or with others.
	 * @param key what to read
	 * @return its value
	 */
	public V read(K key) {
		@Nullable Call<K, V> call = waitUnlessFree(key);
		return (call != null) ? await(call).apply(key) : lead(key);
	}

	private synchronized @Nullable Call<K, V> waitUnlessFree(K key) {
		if (!this.isReading) {
			this.isReading = true;
			return null;
		}
		Call<K, V> call = new Call<>(key, new CompletableFuture<>());
		this.waiting.add(call);
		return call;
	}

	private Function<K, V> await(Call<K, V> call) {
		try {
			return call.turn.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// it is its turn in any case
		}
		withdraw(call);
		call.turn.complete(this.readAlone);
		return call.turn.join();
	}

	private V lead(K key) {
		List<Call<K, V>> others = takeWaiting();
		Set<K> keys = new HashSet<>();
		keys.add(key);
		others.forEach((call) -> keys.add(call.key));
		Function<K, V> turn = this.readAlone;
		try {
			turn = this.readTogether.apply(keys);
			return turn.apply(key);
		}
		finally {
			passOn();
			for (Call<K, V> call : others) {
				call.turn.complete(turn);
			}
		}
	}

	private synchronized List<Call<K, V>> takeWaiting() {
		List<Call<K, V>> taken = new ArrayList<>();
		while (taken.size() < MAX_KEYS - 1 && !this.waiting.isEmpty()) {
			taken.add(this.waiting.remove());
		}
		return taken;
	}

	private synchronized void withdraw(Call<K, V> call) {
		this.waiting.remove(call);
	}

	private synchronized void passOn() {
		this.isReading = false;
		while (!this.isReading && !this.waiting.isEmpty()) {
			this.isReading = this.waiting.remove().turn.complete(this::lead);
		}
	}

	/**
	 * A call that waits.
	 *
	 * @param turn how it gets its value, once that is known: from the reading of another
	 * call, or by its own
	 */
	private record Call<K, V>(K key, CompletableFuture<Function<K, V>> turn) {
	}

}
