package io.tagapi.server.http.limit;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that would keep others out. The total time in which the header of a
 * request arrives is bounded: Tomcat's own time-out starts again with each byte, so a
 * client that sends one now and then would keep its connection for ever. Both are the
 * connection time-out. How many headers may be incomplete is bounded too, because each
 * has memory for the largest. Where nearly as many connections are open as may be, those
 * on which nothing happens make room. Tomcat makes the instance, by name.
 */
public final class TimedHttp11NioProtocol extends Http11NioProtocol {

	/**
	 * Beyond it, those that began first are ended. They have an eighth of the heap: one
	 * with nearly the largest header takes as much as a request that waits for its body.
	 * Nor do they have more than a quarter of the connections.
	 */
	static final int MAX_INCOMPLETE = (int) Math.min(1000,
			Runtime.getRuntime().maxMemory() / 8 / BodyMemory.WAITING_REQUEST);

	/** How many connections may begin a header before the incomplete are looked at. */
	private static final int BEGUN_BETWEEN_CHECKS = 100;

	private static final long INTERVAL_MILLIS = 250;

	/** A connection is idle if nothing has come for so long. */
	private static final long IDLE_MILLIS = 2000;

	/**
	 * Not a lock of Tomcat's, which holds its own when it comes here and when a
	 * connection is closed.
	 */
	private final Lock lock = new ReentrantLock();

	private final AtomicInteger begun = new AtomicInteger();

	private @Nullable ScheduledFuture<?> check;

	private ClosedConnections closed = new ClosedConnections();

	private int maxIncomplete = MAX_INCOMPLETE;

	public TimedHttp11NioProtocol() {
		Handler<NioChannel> handler = new TimelyHandler(this);
		getEndpoint().setHandler(handler);
		setHandler(handler);
	}

	/** Says where closed connections are counted. */
	void countIn(ClosedConnections closed) {
		this.closed = closed;
	}

	/** Says how many headers may be incomplete, no more than otherwise. */
	void limitIncomplete(int max) {
		this.maxIncomplete = Math.min(max, MAX_INCOMPLETE);
	}

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
		return new PatientProcessor(this, getAdapter(), this.closed);
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
		List<Silent> incomplete = new ArrayList<>();
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection.getCurrentProcessor() instanceof AbstractProcessor processor && isReading(processor)) {
				incomplete.add(new Silent((NioSocketWrapper) connection, processor,
						now - processor.getRequest().getStartTimeNanos()));
			}
		}
		incomplete.sort(Comparator.comparingLong(Silent::age).reversed());
		long limit = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
		int quarter = (getMaxConnections() > 0) ? Math.ceilDiv(getMaxConnections(), 4) : this.maxIncomplete;
		int kept = Math.min(this.maxIncomplete, quarter);
		for (int i = 0; i < incomplete.size(); i++) {
			if (incomplete.get(i).age() > limit) {
				end(incomplete.get(i), ClosedConnections.Reason.SLOW_HEADER);
			}
			else if (incomplete.size() - i > kept) {
				end(incomplete.get(i), ClosedConnections.Reason.INCOMPLETE_HEADERS);
			}
		}
	}

	/** Those first from which nothing has come for the longest time. */
	private void endIdleConnections() {
		long open = getEndpoint().getConnectionCount();
		if (open <= getMaxConnections() * 9L / 10) {
			return;
		}
		long now = System.currentTimeMillis();
		getEndpoint().getConnections()
			.stream()
			.map(NioSocketWrapper.class::cast)
			.map((connection) -> new Silent(connection, null, now - connection.getLastRead()))
			.filter((idle) -> idle.age() > IDLE_MILLIS)
			.sorted(Comparator.comparingLong(Silent::age).reversed())
			.limit(open - getMaxConnections() * 3L / 4)
			.forEach((idle) -> end(idle, ClosedConnections.Reason.IDLE));
	}

	private void end(Silent connection, ClosedConnections.Reason reason) {
		if (connection.end()) {
			this.closed.count(reason);
		}
	}

	/**
	 * A connection has a processor set aside while a header is incomplete, or while an
	 * asynchronous or upgraded request waits.
	 */
	private static boolean isReading(AbstractProcessor processor) {
		return processor.getRequest().getStartTimeNanos() >= 0 && !processor.isAsync() && !processor.isUpgrade();
	}

	/**
	 * Ignores the end of a time that has been waited for, if it comes when the request
	 * waits no longer. Tomcat ignores it too, but takes the processor from the connection
	 * first: the next request, if it waits already, would never be resumed.
	 */
	private static final class TimelyHandler extends ConnectionHandler<NioChannel> {

		TimelyHandler(AbstractProtocol<NioChannel> protocol) {
			super(protocol);
		}

		@Override
		public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
			boolean isLate = event == SocketEvent.TIMEOUT
					&& !(connection.getCurrentProcessor() instanceof Processor processor && isAwaited(processor));
			return isLate ? SocketState.OPEN : super.process(connection, event);
		}

		private static boolean isAwaited(Processor processor) {
			return processor.isAsync() ? processor.checkAsyncTimeoutGeneration() : processor.isUpgrade();
		}

	}

	/**
	 * A connection from which bytes are awaited.
	 *
	 * @param connection the connection
	 * @param processor the processor that has the beginning of a header, if there is one
	 * @param age how long the header has been incomplete, or nothing has come
	 */
	private record Silent(NioSocketWrapper connection, @Nullable Processor processor, long age) {

		/**
		 * The thread of a request has the lock of its connection. A connection whose
		 * request waits for a thread is not looked at for bytes.
		 */
		private boolean end() {
			ReentrantLock lock = this.connection.getLock();
			if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
				return false;
			}
			try {
				boolean isSilent = Objects.equals(this.connection.getCurrentProcessor(), this.processor)
						&& this.connection.interestOpsHas(SelectionKey.OP_READ)
						&& (this.processor != null || !hasUnreadBytes());
				if (isSilent) {
					this.connection.close();
				}
				return isSilent;
			}
			finally {
				lock.unlock();
			}
		}

		/**
		 * While the processors are busy with others, a request may have come that Tomcat
		 * has not noticed yet.
		 */
		private boolean hasUnreadBytes() {
			try {
				return this.connection.getSocket().getIOChannel().socket().getInputStream().available() > 0;
			}
			catch (IOException ex) {
				return false;
			}
		}

	}

}
