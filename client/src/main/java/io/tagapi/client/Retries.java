package io.tagapi.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether a call that has failed is made again, and after what time.
 *
 * @param limit how often one call may be made again
 * @param random spreads the waits, so that clients that have failed together do not come
 * back together
 * @param pause waits
 */
record Retries(int limit, RandomGenerator random, Pause pause) {

	private static final int CONFLICT = 409;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int BAD_GATEWAY = 502;

	private static final int SERVICE_UNAVAILABLE = 503;

	private static final int GATEWAY_TIMEOUT = 504;

	private static final Duration FIRST_WAIT = Duration.ofMillis(200);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	/**
	 * What happens if a call is made again that may have been done already.
	 */
	enum Repetition {

		/** It ends as if it had been made once. */
		HARMLESS,

		/** The server knows it by its key, and repeats the response of the first time. */
		KEYED,

		/** The response is an error that is not about what the caller wants. */
		MISLEADING

	}

	/**
	 * Waits.
	 */
	@FunctionalInterface
	interface Pause {

		void last(Duration duration) throws InterruptedException;

	}

	/**
	 * How long to wait before a call is made again, or nothing if it is not.
	 * @param attempts how often it was made
	 */
	Optional<Duration> waitAfter(int attempts, RuntimeException failure, Repetition repetition) {
		if (attempts > this.limit || !isWorthwhile(attempts, failure, repetition)) {
			return Optional.empty();
		}
		return asTold(failure).map((told) -> told.plus(upTo(FIRST_WAIT)))
			.or(() -> Optional.of(upTo(FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10)))))
			.filter((wait) -> wait.compareTo(LONGEST_WAIT) <= 0);
	}

	private static boolean isWorthwhile(int attempts, RuntimeException failure, Repetition repetition) {
		if (failure instanceof TagApiException e) {
			return isWorthwhile(attempts, e, repetition);
		}
		Throwable cause = (failure instanceof TagApiConnectionException) ? failure.getCause() : null;
		if (cause instanceof ConnectException) {
			// Nothing was sent.
			return true;
		}
		// After a time-out the caller has waited as long as it wanted to.
		return cause instanceof IOException && !(cause instanceof HttpTimeoutException)
				&& repetition != Repetition.MISLEADING;
	}

	/**
	 * A 429 has changed nothing, and so has a 503 of the server itself, unless its
	 * database went away while it was told to commit. Another program in the server's
	 * place does not know. A second attempt with the same key meets the first one if that
	 * is still under way, although its connection is gone.
	 */
	private static boolean isWorthwhile(int attempts, TagApiException failure, Repetition repetition) {
		return switch (failure.result()) {
			case CONFLICT -> attempts > 1 && repetition == Repetition.KEYED;
			case TOO_MANY_REQUESTS -> true;
			case SERVICE_UNAVAILABLE -> !failure.code().isEmpty() || repetition != Repetition.MISLEADING;
			case BAD_GATEWAY, GATEWAY_TIMEOUT -> repetition != Repetition.MISLEADING;
			default -> false;
		};
	}

	private static Optional<Duration> asTold(RuntimeException failure) {
		return (failure instanceof TagApiException e) ? e.retryAfter() : Optional.empty();
	}

	private Duration upTo(Duration longest) {
		Duration limit = (longest.compareTo(LONGEST_WAIT) < 0) ? longest : LONGEST_WAIT;
		return Duration.ofNanos(this.random.nextLong(limit.toNanos() + 1));
	}

}
