package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends bodies a byte at a time: for a customer of others, for customers that do not
 * exist, and to the token endpoint. None of it is authorized.
 */
final class TrickledBodies implements Attack {

	private static final int FOR_A_NEIGHBOUR = 110;

	private static final int FOR_NOBODY = 160;

	private static final int FOR_TOKENS = 160;

	private static final int LENGTH = 1000;

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return FOR_A_NEIGHBOUR + FOR_NOBODY + FOR_TOKENS;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400, 403);
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
			connection.send(head(target, this.turn.getAndIncrement() % clients()));
			while (!connection.hasResponse()) {
				TimeUnit.SECONDS.sleep(6);
				if (!connection.hasResponse()) {
					connection.send(" ");
				}
			}
			tally.receive(connection, start);
		}
	}

	private static String head(Target target, int turn) {
		if (turn < FOR_TOKENS) {
			return target.headOfForm(LENGTH);
		}
		String customer = (turn < FOR_TOKENS + FOR_NOBODY) ? "nobody-" + UUID.randomUUID() : target.neighbour();
		return target.headOfPost(Target.bulkAssign(customer), LENGTH);
	}

}
