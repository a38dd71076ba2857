package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * What hostile clients do.
 */
interface Attack {

	/** The name in the table. */
	default String name() {
		return getClass().getSimpleName();
	}

	/** How many clients attack at once. */
	int clients();

	/** How long the attack lasts when it is the only one. */
	default Duration time() {
		return Duration.ofSeconds(5);
	}

	/** How long a client rests between two turns. */
	default Duration pause() {
		return Duration.ofMillis(20);
	}

	/**
	 * The statuses of the right responses; none if the server can only close the
	 * connection. Under load, each response may be 429 instead.
	 */
	Set<Integer> statuses();

	/**
	 * Whether it sends requests to their end, so that right responses have to come while
	 * it is the only one.
	 */
	default boolean isComplete() {
		return true;
	}

	/**
	 * One turn of one client, which is repeated until the time is over.
	 * @param target the server
	 * @param tally counts the responses
	 * @throws IOException if the server closes the connection, which is its right
	 * @throws InterruptedException if the time is over
	 */
	void attack(Target target, Tally tally) throws IOException, InterruptedException;

}
