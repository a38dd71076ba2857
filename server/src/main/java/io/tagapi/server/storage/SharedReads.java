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
 * Lets those who ask the database for the same thing at the same time share one answer:
 * while one reading is under way, all others wait for the next. So an answer goes only to
 * those who asked before the reading began, and nobody is told less than was committed
 * when they asked.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
public class SharedReads<K, V extends @Nullable Object> {

	private static final Logger logger = LoggerFactory.getLogger(SharedReads.class);

	private final ConcurrentMap<K, Reading<V>> latest = new ConcurrentHashMap<>();

	/**
	 * Reads, or waits for somebody else's reading.
	 * @param key what is asked for
	 * @param read asks the database
	 * @return what the database answered
	 * @throws RuntimeException what {@code read} has thrown, here or for somebody else
	 */
	public V read(K key, Supplier<V> read) {
		Reading<V> mine = new Reading<>();
		Reading<V> shared = this.latest.compute(key, (same, latest) -> mine.orJoin(latest));
		if (shared == mine) {
			mine.awaitPrevious();
			this.latest.computeIfPresent(key, (same, latest) -> mine.begin());
			mine.answerBy(read);
			this.latest.remove(key, mine);
		}
		return shared.answer();
	}

	/** Its state, but for the answer, is changed under the lock of the key only. */
	private static final class Reading<V extends @Nullable Object> {

		private final CompletableFuture<V> answer = new CompletableFuture<>();

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
				await(this.previous.answer);
			}
		}

		Reading<V> begin() {
			this.begun = true;
			this.previous = null;
			return this;
		}

		void answerBy(Supplier<V> read) {
			try {
				this.answer.complete(read.get());
			}
			catch (Throwable ex) {
				this.answer.completeExceptionally(ex);
			}
		}

		V answer() {
			await(this.answer);
			if (!this.answer.isDone()) {
				throw new QueryTimeoutException("The coalesced read takes longer than the request may wait");
			}
			try {
				return this.answer.join();
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
