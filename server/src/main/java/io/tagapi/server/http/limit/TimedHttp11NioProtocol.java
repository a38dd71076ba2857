package io.tagapi.server.http.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that would keep others out. The total time in which the header of a
 * request arrives is bounded: Tomcat's own time-out begins anew with each byte, so a
 * client that sends one now and then would keep its connection for ever. Both are the
 * connection time-out. How many headers may be incomplete is bounded too, because each
 * has memory for the largest. Where nearly as many connections are open as may be, those
 * on which nothing happens make room. Tomcat makes the instance, by name.
 */
public class TimedHttp11NioProtocol extends Http11NioProtocol {

	/** Beyond it, those that began first are ended. */
	static final int MAX_INCOMPLETE = 1000;

	/** How many connections may begin a header before the incomplete are looked at. */
	private static final int BEGUN_BETWEEN_CHECKS = 100;

	private static final long INTERVAL_MILLIS = 250;

	/** A request may have arrived on a connection and wait for a thread so long. */
	private static final long BUSY_MILLIS = 2000;

	/**
	 * Not a lock of Tomcat's, which holds its own when it comes here and when a
	 * connection is closed.
	 */
	private final Lock lock = new ReentrantLock();

	private final AtomicInteger begun = new AtomicInteger();

	private @Nullable ScheduledFuture<?> check;

	@Override
	public void start() throws Exception {
		super.start();
		this.check = getUtilityExecutor().scheduleWithFixedDelay(this::makeRoom, INTERVAL_MILLIS, INTERVAL_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.check != null) {
			this.check.cancel(false);
		}
		super.stop();
	}

	/** Called when no processor of an earlier request is at hand. */
	@Override
	protected Processor createProcessor() {
		if (this.begun.incrementAndGet() % BEGUN_BETWEEN_CHECKS == 0) {
			makeRoom();
		}
		return super.createProcessor();
	}

	/**
	 * Closes connections here: what is handed to a thread of the requests waits until one
	 * is free, and its memory with it.
	 */
	private void makeRoom() {
		if (this.lock.tryLock()) {
			try {
				endSlowHeaders();
				endIdleConnections();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private void endSlowHeaders() {
		long now = System.nanoTime();
		List<Incomplete> incomplete = new ArrayList<>();
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection.getCurrentProcessor() instanceof AbstractProcessor processor && isReading(processor)) {
				incomplete.add(new Incomplete(connection, now - processor.getRequest().getStartTimeNanos()));
			}
		}
		incomplete.sort(Comparator.comparingLong(Incomplete::age).reversed());
		long limit = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
		for (int i = 0; i < incomplete.size(); i++) {
			if (incomplete.get(i).age() > limit || incomplete.size() - i > MAX_INCOMPLETE) {
				incomplete.get(i).connection().close();
			}
		}
	}

	/** Those first on which nothing has happened for the longest time. */
	private void endIdleConnections() {
		long open = getEndpoint().getConnectionCount();
		long wanted = getMaxConnections() * 3L / 4;
		if (open <= getMaxConnections() * 9L / 10) {
			return;
		}
		long busySince = System.currentTimeMillis() - BUSY_MILLIS;
		getEndpoint().getConnections()
			.stream()
			.map((connection) -> new Idle(connection, ((NioSocketWrapper) connection).getLastRead()))
			.filter((idle) -> idle.since() < busySince)
			.sorted(Comparator.comparingLong(Idle::since))
			.limit(open - wanted)
			.forEach(Idle::end);
	}

	/**
	 * A connection has a processor set aside while a header is incomplete, or while an
	 * asynchronous or upgraded request waits.
	 */
	private static boolean isReading(AbstractProcessor processor) {
		return processor.getRequest().getStartTimeNanos() >= 0 && !processor.isAsync() && !processor.isUpgrade();
	}

	/**
	 * A connection with the beginning of a header.
	 *
	 * @param connection the connection
	 * @param age since its first byte, in nanoseconds
	 */
	private record Incomplete(SocketWrapperBase<NioChannel> connection, long age) {
	}

	/**
	 * A connection on which nothing may be happening.
	 *
	 * @param connection the connection
	 * @param since when something was read last, in epoch milliseconds
	 */
	private record Idle(SocketWrapperBase<NioChannel> connection, long since) {

		/** Whoever works on a request has the lock of its connection. */
		private void end() {
			if (this.connection.getLock().tryLock()) {
				try {
					if (this.connection.getCurrentProcessor() == null) {
						this.connection.close();
					}
				}
				finally {
					this.connection.getLock().unlock();
				}
			}
		}

	}

}
