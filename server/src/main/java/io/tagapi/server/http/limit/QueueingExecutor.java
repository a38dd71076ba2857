package io.tagapi.server.http.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/**
 * The threads that work on requests. It measures how long each request has waited for
 * one: a burst is queued and served, and what has waited too long can be rejected at
 * once, however many there are. It also counts the requests that a thread serves in a
 * row, because they were there already when the one before had its response.
 */
final class QueueingExecutor extends ThreadPoolExecutor {

	private static final int IDLE_THREADS = 10;

	/** Small responses that find room in the buffers of a connection, read or not. */
	private static final int MAX_IN_A_ROW = 20;

	private static final ThreadLocal<Turn> TURN = ThreadLocal.withInitial(() -> new Turn(Duration.ZERO));

	private QueueingExecutor(TaskQueue queue, int threads, String name) {
		super(Math.min(IDLE_THREADS, threads), threads, 1, TimeUnit.MINUTES, queue,
				new TaskThreadFactory(name + "-", true, Thread.NORM_PRIORITY));
	}

	static QueueingExecutor of(int threads, String name) {
		TaskQueue queue = new TaskQueue();
		QueueingExecutor executor = new QueueingExecutor(queue, threads, name);
		queue.setParent(executor);
		return executor;
	}

	@Override
	public void execute(Runnable task) {
		long queued = System.nanoTime();
		super.execute(() -> {
			TURN.set(new Turn(Duration.ofNanos(System.nanoTime() - queued)));
			task.run();
		});
	}

	/**
	 * Begins the next request of the connection that this thread serves.
	 * @return whether the connection has to end after it. A client that sends on and does
	 * not read the responses would make the thread wait for it, so it may do so as long
	 * as at least half of the threads are free
	 */
	boolean beginRequest() {
		Turn turn = TURN.get();
		turn.requests++;
		return turn.requests >= MAX_IN_A_ROW && getActiveCount() * 2 > getMaximumPoolSize();
	}

	/**
	 * How long the current request has waited. The next one that this thread reads from
	 * the same connection has not waited.
	 * @return the time between its arrival and the beginning of the work on it
	 */
	static Duration waited() {
		Turn turn = TURN.get();
		return (turn.requests <= 1) ? turn.waited : Duration.ZERO;
	}

	/** The work of a thread on one connection, until that has nothing more to read. */
	private static final class Turn {

		private final Duration waited;

		private int requests;

		private Turn(Duration waited) {
			this.waited = waited;
		}

	}

}
