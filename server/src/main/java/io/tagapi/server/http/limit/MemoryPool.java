package io.tagapi.server.http.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts memory that requests hold. No owner holds more than it leaves free for others:
 * one alone has half, so that a single program can have many requests at once on a small
 * server, and the next still finds a quarter.
 */
final class MemoryPool {

	/** The connections, and what is worked on, need other parts. */
	static final long PART_OF_HEAP = Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 8);

	private final long max;

	private final Map<String, Long> byOwner = new HashMap<>();

	private long total;

	/**
	 * A pool of which nothing is taken.
	 * @param max how many bytes there are
	 */
	MemoryPool(long max) {
		this.max = max;
	}

	/**
	 * Takes memory.
	 * @param owner who holds it
	 * @param bytes how many bytes more are held
	 * @return whether there is so much; none is taken otherwise
	 */
	synchronized boolean take(String owner, long bytes) {
		boolean enough = bytes <= available(owner);
		if (enough) {
			hold(owner, bytes);
		}
		return enough;
	}

	/**
	 * Takes memory as far as there is so much.
	 * @param owner who holds it
	 * @param bytes how many bytes more are wanted
	 * @return how many bytes more are held
	 */
	synchronized long takeAvailable(String owner, long bytes) {
		long taken = Math.clamp(available(owner), 0, bytes);
		hold(owner, taken);
		return taken;
	}

	/** As much as leaves for others what the owner holds then. */
	private long available(String owner) {
		return (this.max - this.total - this.byOwner.getOrDefault(owner, 0L)) / 2;
	}

	private void hold(String owner, long bytes) {
		this.total += bytes;
		this.byOwner.merge(owner, bytes, Long::sum);
	}

	/**
	 * Gives memory back.
	 * @param owner who has held it
	 * @param bytes as many bytes as have been taken
	 */
	synchronized void give(String owner, long bytes) {
		this.total -= bytes;
		this.byOwner.computeIfPresent(owner, (same, held) -> (held > bytes) ? held - bytes : null);
	}

	/** As much as one owner may hold, if it is the only one. */
	long half() {
		return this.max / 2;
	}

	synchronized long held() {
		return this.total;
	}

}
