package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends bodies that do not end to the health on a management port.
 */
final class ProbesWithBodies implements Attack {

	private final AtomicInteger turn = new AtomicInteger();

	@Override
	public int clients() {
		return 250;
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of(200, 405);
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException, InterruptedException {
		long start = System.nanoTime();
		String method = (this.turn.getAndIncrement() % 2 == 0) ? "GET" : "POST";
		try (Connection connection = target.connect()) {
			connection.send(target.head(method, "/actuator/health")
					+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1500000\r\n\r\na=");
			while (!connection.hasResponse()) {
				TimeUnit.SECONDS.sleep(2);
				if (!connection.hasResponse()) {
					connection.send("b");
				}
			}
			tally.count(connection.receiveStatus(), Duration.ofNanos(System.nanoTime() - start));
		}
	}

}
