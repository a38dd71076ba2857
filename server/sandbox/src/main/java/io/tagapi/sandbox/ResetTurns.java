package io.tagapi.sandbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;

import org.springframework.stereotype.Component;

/**
 * Does one reset of a customer after the other, beside those of other customers. Seeds
 * that take much memory are few at a time, and so are resets that wait, because each has
 * a thread: those of one customer leave room for others.
 */
@Component
class ResetTurns {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	/** Each takes ten times as much memory as its body. */
	static final int MAX_LARGE = 4;

	static final int MAX_WAITING = 25;

	static final int MAX_WAITING_OF_CUSTOMER = 5;

	private final LoadingCache<String, OfCustomer> customers = Caffeine.newBuilder()
		.weakValues()
		.build((customerId) -> new OfCustomer());

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
		OfCustomer customer = this.customers.get(customerId);
		Supplier<T> ofMemory = isLarge ? () -> inTurn(customer, this.large, "large resets", reset) : reset;
		return inTurn(customer, customer.turn, "resets of the customer " + customerId, ofMemory);
	}

	private <T> T inTurn(OfCustomer customer, Semaphore turn, String others, Supplier<T> reset) {
		if (!turn.tryAcquire() && !await(customer, turn)) {
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS, "other " + others + " are under way");
		}
		try {
			return reset.get();
		}
		finally {
			turn.release();
		}
	}

	private boolean await(OfCustomer customer, Semaphore turn) {
		return within(customer.waiting, () -> within(this.waiting, () -> await(turn)));
	}

	private static boolean within(Semaphore bound, BooleanSupplier wait) {
		if (!bound.tryAcquire()) {
			return false;
		}
		try {
			return wait.getAsBoolean();
		}
		finally {
			bound.release();
		}
	}

	private static boolean await(Semaphore turn) {
		try {
			return turn.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** How many wait. */
	int countWaiting() {
		return MAX_WAITING - this.waiting.availablePermits();
	}

	private static final class OfCustomer {

		private final Semaphore turn = new Semaphore(1, true);

		private final Semaphore waiting = new Semaphore(MAX_WAITING_OF_CUSTOMER);

	}

}
