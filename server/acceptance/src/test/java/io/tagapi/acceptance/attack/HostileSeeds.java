package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Resets of the own customer with bodies of the accepted size that are nothing but
 * problems. None of them changes anything.
 */
final class HostileSeeds implements Attack {

	private static final List<String> BODIES = List.of("{\"tags\":[" + "{},".repeat(300_000) + "{}]}",
			"{\"tags\":[" + "{},".repeat(9_999) + "{}]}",
			"{\"tags\":[{\"name\":\"x\",\"deviceIds\":[" + "\"!\",".repeat(200_000) + "\"!\"]}]}",
			"{\"tags\":[" + "{\"name\":\"x\"},".repeat(9_999) + "{}]}", "{\"" + "x".repeat(900_000) + "\":1}");

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return 20;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(400);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		String body = BODIES.get(this.turn.getAndIncrement() % BODIES.size());
		try (Connection connection = target.connect()) {
			tally.exchange(connection, target.post("/sandbox/v1/reset?customerId=" + target.customer(), body));
		}
	}

}
