package io.tagapi.sandbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;

import org.springframework.stereotype.Component;

/**
 * Does one reset of a customer after the other, beside those of other customers. Seeds
 * that take much memory are few at a time, and so are resets that wait, because each has
 * a thread.
 */
@Component
class ResetTurns {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	/** Each takes ten times as much memory as its body. */
	static final int MAX_LARGE = 4;

	static final int MAX_WAITING = 25;

	private final LoadingCache<String, Semaphore> customers = Caffeine.newBuilder()
		.weakValues()
		.build((customerId) -> new Semaphore(1, true));

	private final Semaphore large = new Semaphore(MAX_LARGE, true);

	private final Semaphore waiting = new Semaphore(MAX_WAITING);

	/**
	 * Resets a customer when it is its turn.
	 * @param <T> the type of the outcome
	 * @param customerId the customer
	 * @param isLarge whether its seed takes much memory
	 * @param reset the reset
	 * @return its outcome
	 * @throws ApiException 429 if there are too many before it
	 */
	<T> T await(String customerId, boolean isLarge, Supplier<T> reset) {
		Supplier<T> ofMemory = isLarge ? () -> inTurn(this.large, "large resets", reset) : reset;
		return inTurn(this.customers.get(customerId), "resets of the customer " + customerId, ofMemory);
	}

	private <T> T inTurn(Semaphore turn, String others, Supplier<T> reset) {
		if (!turn.tryAcquire() && !await(turn)) {
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS, "other " + others + " are under way");
		}
		try {
			return reset.get();
		}
		finally {
			turn.release();
		}
	}

	private boolean await(Semaphore turn) {
		if (!this.waiting.tryAcquire()) {
			return false;
		}
		try {
			return turn.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.waiting.release();
		}
	}

	/** How many wait. */
	int countWaiting() {
		return MAX_WAITING - this.waiting.availablePermits();
	}

}
