package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Begins many requests, each with the largest header and a body that does not end. Few
 * bytes of it are the body's.
 */
final class UnfinishedBodies implements Attack {

	private static final String HEADER = "X-Large: " + "x".repeat(450);

	private static final int HEADERS = 60;

	private static final String BEGINNING = "{".repeat(4000);

	private static final int LENGTH = 900_000;

	@Override
	public int clients() {
		return 3000;
	}

	/** The attack is the number, not the rate. */
	@Override
	public Duration pause() {
		return Duration.ofSeconds(5);
	}

	@Override
	public Duration time() {
		return Duration.ofSeconds(10);
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400);
	}

	@Override
	public boolean isComplete() {
		return false;
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException, InterruptedException {
		long start = System.nanoTime();
		try (Connection connection = target.connect()) {
			tally.outcome("connection");
			String[] headers = new String[HEADERS];
			Arrays.fill(headers, HEADER);
			connection.send(target.headOfPost(Target.bulkAssign(target.customer()), LENGTH, headers) + BEGINNING);
			while (!connection.hasResponse()) {
				TimeUnit.SECONDS.sleep(2);
				if (!connection.hasResponse()) {
					connection.send("{");
				}
			}
			tally.receive(connection, start);
		}
	}

}
