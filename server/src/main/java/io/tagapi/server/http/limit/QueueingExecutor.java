package io.tagapi.server.http.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/**
 * The threads that work on requests. It measures how long each request has waited for
 * one: a burst is queued and served, and what has waited too long can be rejected at
 * once, however many there are.
 */
final class QueueingExecutor extends ThreadPoolExecutor {

	private static final int IDLE_THREADS = 10;

	private static final ThreadLocal<Duration> WAITED = new ThreadLocal<>();

	private QueueingExecutor(TaskQueue queue, int threads) {
		super(Math.min(IDLE_THREADS, threads), threads, 1, TimeUnit.MINUTES, queue,
				new TaskThreadFactory("request-", true, Thread.NORM_PRIORITY));
	}

	static QueueingExecutor of(int threads) {
		TaskQueue queue = new TaskQueue();
		QueueingExecutor executor = new QueueingExecutor(queue, threads);
		queue.setParent(executor);
		return executor;
	}

	@Override
	public void execute(Runnable task) {
		long queued = System.nanoTime();
		super.execute(() -> {
			WAITED.set(Duration.ofNanos(System.nanoTime() - queued));
			task.run();
		});
	}

	/**
	 * How long the current request has waited. The next one that this thread reads from
	 * the same connection has not waited.
	 * @return the time between its arrival and the beginning of the work on it
	 */
	static Duration takeWaited() {
		Duration waited = WAITED.get();
		WAITED.remove();
		return (waited != null) ? waited : Duration.ZERO;
	}

}
