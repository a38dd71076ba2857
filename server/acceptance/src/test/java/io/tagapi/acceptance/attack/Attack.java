package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;

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
	 * One turn of one client, which is repeated until the time is over.
	 * @param target the server
	 * @param tally counts the responses
	 * @throws IOException if the server closes the connection, which is its right
	 * @throws InterruptedException if the time is over
	 */
	void attack(Target target, Tally tally) throws IOException, InterruptedException;

}
