package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * JSON that is nested a hundred thousand times, and values that are as long.
 */
final class DeepJson implements Attack {

	private static final int DEPTH = 100_000;

	private static final List<String> BODIES = List.of("[".repeat(DEPTH), "{\"deviceIds\":" + "[".repeat(DEPTH),
			"{\"deviceIds\":[" + "{\"a\":".repeat(DEPTH), "{\"unknown\":" + "[".repeat(900) + "]".repeat(900) + "}",
			"{\"deviceIds\":" + "9".repeat(DEPTH) + "}", "{\"tagIds\":[1e" + "9".repeat(DEPTH) + "]}",
			"{\"" + "p".repeat(DEPTH) + "\":0}", "{\"deviceIds\":[\"" + "\\u0041".repeat(DEPTH) + "\"]}");

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return 4;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		String body = BODIES.get(this.turn.getAndIncrement() % BODIES.size());
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.post(Target.bulkAssign(target.customer()), body));
		}
	}

}
