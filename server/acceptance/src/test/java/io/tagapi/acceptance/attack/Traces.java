package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What an attack leaves behind in a server: work that goes on, memory that is held, and
 * lines in the log.
 */
final class Traces {

	/** Twice of what a server holds in its heap that has been used, in MiB. */
	private static final long HEAP_LIMIT = 128;

	/** In bytes. */
	private static final long LOG_LIMIT = 256 * 1024;

	/** In seconds: more than a request that nobody waits for may take. */
	private static final int IDLE_LIMIT = 25;

	private final PackagedServer server;

	private final long logSize;

	private final List<String> problems = new ArrayList<>();

	private String summary;

	private Traces(PackagedServer server, long logSize) {
		this.server = server;
		this.logSize = logSize;
		this.summary = server.name() + " has ended";
	}

	static Traces before(PackagedServer server) throws IOException {
		return new Traces(server, server.logSize());
	}

	/** Looks after the attack for what is there now. */
	Traces look() throws IOException, InterruptedException {
		long logged = this.server.logSize() - this.logSize;
		List<String> failures = this.server.failuresLogged(this.logSize);
		check(failures.isEmpty(), failures.size() + " errors and stack traces in the log, such as "
				+ failures.subList(0, Math.min(3, failures.size())));
		check(logged <= LOG_LIMIT, logged + " bytes of log");
		int busy = secondsUntilIdle();
		check(busy < IDLE_LIMIT, "work goes on after the clients have left");
		if (!this.server.isAlive()) {
			check(false, "the server has ended with exit code " + this.server.exitCode());
			return this;
		}
		long heap = this.server.heapUsed();
		check(heap <= HEAP_LIMIT, heap + " MiB of the heap are still in use");
		this.summary = "%s afterwards: idle after %d s, %d MiB of heap in use, %d bytes logged"
			.formatted(this.server.name(), busy, heap, logged);
		return this;
	}

	private int secondsUntilIdle() throws InterruptedException {
		for (int second = 0; second < IDLE_LIMIT; second++) {
			Duration before = this.server.processorTime();
			TimeUnit.SECONDS.sleep(1);
			if (this.server.processorTime().minus(before).toMillis() < 300) {
				return second;
			}
		}
		return IDLE_LIMIT;
	}

	private void check(boolean holds, String problem) {
		if (!holds) {
			this.problems.add(this.server.name() + ": " + problem);
		}
	}

	List<String> problems() {
		return this.problems;
	}

	@Override
	public String toString() {
		return this.summary;
	}

}
