package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks for large pages, several times before a response has been read, and takes them a
 * few bytes at a time: more bytes than the buffers of the connection hold.
 */
final class SlowPages implements Attack {

	private static final int AHEAD = 12;

	@Override
	public int clients() {
		return 60;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException, InterruptedException {
		try (Connection connection = Connection.openNarrow(target.address())) {
			for (int i = 0; i < AHEAD; i++) {
				connection.send(target.get(target.largestPage()));
			}
			long start = System.nanoTime();
			int status = connection.receiveStatus();
			tally.count(status, Duration.ofNanos(System.nanoTime() - start));
			while (status == 200) {
				connection.readSome(4096);
				TimeUnit.SECONDS.sleep(2);
			}
		}
	}

}
