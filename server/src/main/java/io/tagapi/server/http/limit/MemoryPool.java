package io.tagapi.server.http.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts memory that requests hold. No owner holds more than it leaves free for others:
 * one alone has half, so that a single program can have many requests at once on a small
 * server, and the next still finds a quarter.
 */
final class MemoryPool {

	/** The connections, and what is worked on, need other parts. */
	static final long PART_OF_HEAP = Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 8);

	private final long max;

	private final AtomicLong total = new AtomicLong();

	private final ConcurrentMap<String, Long> byOwner = new ConcurrentHashMap<>();

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
	boolean take(String owner, long bytes) {
		boolean enough = add(owner, bytes);
		if (!enough) {
			give(owner, bytes);
		}
		return enough;
	}

	/**
	 * Takes memory, also if there is not so much.
	 * @param owner who holds it
	 * @param bytes how many bytes more are held
	 * @return whether there is so much
	 */
	boolean add(String owner, long bytes) {
		long ofOwner = this.byOwner.merge(owner, bytes, Long::sum);
		return ofOwner <= this.max - this.total.addAndGet(bytes);
	}

	/**
	 * Gives memory back.
	 * @param owner who has held it
	 * @param bytes as many bytes as have been taken
	 */
	void give(String owner, long bytes) {
		this.total.addAndGet(-bytes);
		this.byOwner.computeIfPresent(owner, (same, held) -> (held > bytes) ? held - bytes : null);
	}

	/** As much as one owner may hold, if it is the only one. */
	long half() {
		return this.max / 2;
	}

	long held() {
		return this.total.get();
	}

}
