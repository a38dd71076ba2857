package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * Sends headers a byte at a time, on more connections than Tomcat accepts unless
 * configured otherwise.
 */
final class SlowHeaders implements Attack {

	private static final int WANTED = 8250;

	/** Files that this JVM opens for other things. */
	private static final int RESERVED = 4500;

	private static final long OPEN_FILES = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
		.getMaxFileDescriptorCount();

	@Override
	public String name() {
		return (clients() < WANTED) ? "SlowHeaders (ulimit -n " + OPEN_FILES + ")" : "SlowHeaders";
	}

	@Override
	public int clients() {
		return Math.clamp(OPEN_FILES - RESERVED, 0, WANTED);
	}

	@Override
	public Duration time() {
		return Duration.ofSeconds(10);
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
