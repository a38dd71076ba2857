package io.tagapi.server.http.error;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds the lines of one kind in the log where clients can cause any number of them. The
 * next line after a period says how many were left out.
 */
public final class LineLimit {

	/** The most lines in a period. */
	public static final int MAX_LINES = 20;

	/** From its end on, there may be as many lines again. */
	public static final Duration PERIOD = Duration.ofSeconds(10);

	private final LongSupplier clock;

	private long start;

	private int lines;

	private long leftOut;

	/**
	 * Begins the first period.
	 * @param clock such as {@link System#nanoTime()}
	 */
	public LineLimit(LongSupplier clock) {
		this.clock = clock;
		this.start = clock.getAsLong();
	}

	/**
	 * Asks for a line.
	 * @return as many lines as were left out before this one; -1 if it is left out too
	 */
	public synchronized long next() {
		long now = this.clock.getAsLong();
		if (now - this.start >= PERIOD.toNanos()) {
			this.start = now;
			this.lines = 0;
		}
		if (this.lines == MAX_LINES) {
			this.leftOut++;
			return -1;
		}
		this.lines++;
		long before = this.leftOut;
		this.leftOut = 0;
		return before;
	}

}
