package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Requests without a token, dozens of them in one packet, on connections that are kept.
 */
final class KeepAliveFlood implements Attack {

	private static final int PIPELINED = 20;

	@Override
	public int clients() {
		return 40;
	}

	@Override
	public Duration pause() {
		return Duration.ofMillis(200);
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(401);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException {
		byte[] request = target.getWithoutToken("/tag/v1/tags?customerId=" + target.neighbour());
		try (Connection connection = target.connect()) {
			for (int burst = 0; burst < 10; burst++) {
				long start = System.nanoTime();
				for (int i = 1; i < PIPELINED; i++) {
					connection.send(request);
				}
				tally.exchange(connection, request);
				for (int i = 1; i < PIPELINED; i++) {
					tally.receive(connection, start);
				}
			}
		}
	}

}
