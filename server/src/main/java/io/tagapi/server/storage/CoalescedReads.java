package io.tagapi.server.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.tagapi.server.http.request.OperationScope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.QueryTimeoutException;

/**
 * Coalesces concurrent reads of the same key: while one reading is under way, all other
 * calls wait for the next and share its result. A result goes only to calls that came
 * before its reading began, so it contains all that was committed when they came.
 *
 * @param <K> the type of the key
 * @param <V> the type of the result
 */
public class CoalescedReads<K, V extends @Nullable Object> {

	private static final Logger logger = LoggerFactory.getLogger(CoalescedReads.class);

	private final ConcurrentMap<K, Reading<V>> latest = new ConcurrentHashMap<>();

	/**
	 * Reads, or waits for the reading of another thread.
	 * @param key identifies what is read
	 * @param read reads from the database
	 * @return the result
	 * @throws RuntimeException what {@code read} has thrown, here or in another thread
	 */
	public V read(K key, Supplier<V> read) {
		Reading<V> mine = new Reading<>();
		Reading<V> shared = this.latest.compute(key, (same, latest) -> mine.orJoin(latest));
		if (shared == mine) {
			mine.awaitPrevious();
			this.latest.computeIfPresent(key, (same, latest) -> mine.begin());
			mine.complete(read);
			this.latest.remove(key, mine);
		}
		return shared.result();
	}

	/** Its state, except the result, is changed under the lock of the key only. */
	private static final class Reading<V extends @Nullable Object> {

		private final CompletableFuture<V> result = new CompletableFuture<>();

		private @Nullable Reading<V> previous;

		private boolean begun;

		Reading<V> orJoin(@Nullable Reading<V> latest) {
			if (latest != null && !latest.begun) {
				return latest;
			}
			this.previous = latest;
			return this;
		}

		void awaitPrevious() {
			if (this.previous != null) {
				await(this.previous.result);
			}
		}

		Reading<V> begin() {
			this.begun = true;
			this.previous = null;
			return this;
		}

		void complete(Supplier<V> read) {
			try {
				this.result.complete(read.get());
			}
			catch (Throwable ex) {
				this.result.completeExceptionally(ex);
			}
		}

		V result() {
			await(this.result);
			if (!this.result.isDone()) {
				throw new QueryTimeoutException("The coalesced read takes longer than the request may wait");
			}
			try {
				return this.result.join();
			}
			catch (CompletionException ex) {
				throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
			}
		}

		/**
		 * Waits until it is done, in whatever way, but no longer than the operation may.
		 */
		private static void await(CompletableFuture<?> reading) {
			CompletableFuture<?> end = reading.exceptionally((ex) -> null);
			@Nullable OperationScope scope = OperationScope.current().orElse(null);
			try {
				if (scope != null) {
					end.get(scope.remaining(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
				}
				else {
					end.get();
				}
			}
			catch (ExecutionException | TimeoutException ex) {
				logger.debug("The coalesced read is not waited for any longer", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
