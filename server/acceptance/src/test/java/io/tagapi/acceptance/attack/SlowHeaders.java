package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.sun.management.UnixOperatingSystemMXBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends headers a byte at a time, on more connections than Tomcat accepts unless
 * configured otherwise.
 */
final class SlowHeaders implements Attack {

	private static final int WANTED = 8250;

	/** As many as the server accepts. */
	private static final int CONNECTIONS = 4_000;

	/** Files that this JVM opens for other things. */
	private static final int RESERVED = 4500;

	private static final long OPEN_FILES = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
		.getMaxFileDescriptorCount();

	@Override
	public String name() {
		return (possibleClients() < WANTED) ? "SlowHeaders (ulimit -n " + OPEN_FILES + ")" : "SlowHeaders";
	}

	/** Fewer than the server accepts would be no attack, and nobody would notice. */
	@Override
	public int clients() {
		int clients = possibleClients();
		assertThat(clients).as("Clients of SlowHeaders: with ulimit -n %s the attack cannot be made", OPEN_FILES)
			.isGreaterThan(CONNECTIONS);
		return clients;
	}

	private static int possibleClients() {
		return Math.clamp(OPEN_FILES - RESERVED, 0, WANTED);
	}

	@Override
	public Duration time() {
		return Duration.ofSeconds(10);
	}

	@Override
	public Set<Integer> statuses() {
		return Set.of();
	}

	@Override
	public boolean isComplete() {
		return false;
	}

	@Override
	public void attack(Target target, Tally tally) throws IOException, InterruptedException {
		// Not all at once: the attack is the number, not the rate.
		TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(3000));
		long start = System.nanoTime();
		try (Connection connection = target.connect()) {
			tally.outcome("connection");
			connection.send(target.head("GET", target.largestPage()) + "X-Slow: ");
			while (!connection.hasResponse()) {
				TimeUnit.SECONDS.sleep(4);
				if (!connection.hasResponse()) {
					connection.send("x");
				}
			}
			tally.receive(connection, start);
		}
	}

}
