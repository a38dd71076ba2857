package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Requests without a token, each dozens of times before a response has been read, by
 * clients that take a few bytes of these at a time.
 */
final class RequestsAhead implements Attack {

	private static final int AHEAD = 50;

	/** More than the threads of the server. */
	@Override
	public int clients() {
		return 250;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(401);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException, InterruptedException {
		String request = target.head("GET", "/tag/v1/tags?customerId=" + target.neighbour()) + "\r\n";
		try (Connection connection = Connection.openNarrow(target.address())) {
			long start = System.nanoTime();
			int status = connection.send(request.repeat(AHEAD)).receiveStatus();
			tally.count(status, Duration.ofNanos(System.nanoTime() - start));
			while (status == 401) {
				connection.readSome(100);
				TimeUnit.MILLISECONDS.sleep(500);
				connection.send(request.repeat(AHEAD));
			}
		}
	}

}
