package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks for large responses and takes them a few bytes at a time.
 */
final class SlowReaders implements Attack {

	@Override
	public int clients() {
		return 100;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException, InterruptedException {
		try (Connection connection = Connection.openNarrow(target.address())) {
			long start = System.nanoTime();
			int status = connection.send(target.get(target.largestPage())).receiveStatus();
			tally.count(status, Duration.ofNanos(System.nanoTime() - start));
			while (status == 200) {
				connection.readSome(100);
				TimeUnit.MILLISECONDS.sleep(500);
			}
		}
	}

}
