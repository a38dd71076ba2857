package io.tagapi.server.http.limit;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Adapter;
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
 * has memory for the largest. Where nearly as many connections are open as may be, the
 * addresses that have most of them make room. Tomcat makes the instance, by name.
 */
public final class TimedHttp11NioProtocol extends Http11NioProtocol {

	/**
	 * Beyond it, those that began first are ended. They have an eighth of the heap: one
	 * with nearly the largest header takes as much as a request that waits for its body.
	 * Nor do they have more than a quarter of the connections.
	 */
	static final int MAX_INCOMPLETE = (int) Math.min(1000,
			Runtime.getRuntime().maxMemory() / 8 / BodyMemory.WAITING_REQUEST);

	/**
	 * Each connection has one, also while it is idle, and one of 8 KB for what is sent:
	 * most responses are sent at once by it.
	 */
	static final int READ_BUFFER = 4096;

	private static final long INTERVAL_MILLIS = 250;

	/** A connection is idle if nothing has come for so long. */
	private static final long IDLE_MILLIS = 2000;

	private final IncompleteHeaders incomplete = new IncompleteHeaders();

	/** The sources that have more than their share of the connections. */
	private volatile Set<String> crowding = Set.of();

	private @Nullable ScheduledFuture<?> check;

	private ClosedConnections closed = new ClosedConnections();

	private int maxIncomplete = MAX_INCOMPLETE;

	private Semaphore readingThreads = new Semaphore(1);

	private Semaphore writingThreads = new Semaphore(1);

	private Semaphore patientThreads = new Semaphore(1);

	public TimedHttp11NioProtocol() {
		super(new PatientEndpoint());
		Handler<NioChannel> handler = new TimelyHandler(this);
		getEndpoint().setHandler(handler);
		getEndpoint().getSocketProperties().setAppReadBufSize(READ_BUFFER);
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

	/** Tomcat counts down the requests of a connection only if there is a maximum. */
	@Override
	public void setMaxKeepAliveRequests(int max) {
		super.setMaxKeepAliveRequests((max < 0) ? Integer.MAX_VALUE : max);
	}

	/**
	 * Tomcat asks for it when it has read the header of a request, before it looks at it:
	 * it has no other place where one can step in.
	 */
	@Override
	public boolean getDisableUploadTimeout() {
		PatientProcessor.afterHeader();
		return super.getDisableUploadTimeout();
	}

	/**
	 * Says how many threads may wait at once for the rest of bodies that nobody wants,
	 * and as many for clients that do not read, outside of a share.
	 */
	void limitWaiting(int threads) {
		this.readingThreads = new Semaphore(threads);
		this.writingThreads = new Semaphore(threads);
	}

	/** Says how many threads may wait for long at once, each within a share. */
	void limitPatient(int threads) {
		this.patientThreads = new Semaphore(threads);
	}

	/** Called when all limits are set. */
	@Override
	public void setAdapter(Adapter adapter) {
		super.setAdapter(new ConnectionRelease(adapter, this.readingThreads, this.closed));
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
		return new PatientProcessor(this, getAdapter(), this.closed, this.writingThreads, this.patientThreads);
	}

	/** How many connections have a processor for the header that they have begun. */
	long incompleteHeaders() {
		return getEndpoint().getConnections()
			.stream()
			.filter((connection) -> readingProcessor(connection) != null)
			.count();
	}

	/** How many connections are open. */
	long openConnections() {
		return getEndpoint().getConnectionCount();
	}

	/**
	 * Closes connections in the thread of the timer: what is handed to a thread of the
	 * requests waits until one is free, and its memory with it.
	 */
	private void makeRoom() {
		endSlowHeaders();
		relieveCrowd();
	}

	private void endSlowHeaders() {
		for (IncompleteHeaders.Header header : this.incomplete.all()) {
			if (isSlow(header.age())) {
				end(header, ClosedConnections.Reason.SLOW_HEADER);
			}
		}
	}

	private boolean isSlow(long age) {
		return getConnectionTimeout() > 0 && age > TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
	}

	/**
	 * Where nearly all connections are open, those of a source beyond its share are
	 * closed if they are idle, those first from which nothing has come for the longest
	 * time. The others are closed after their next response.
	 */
	private void relieveCrowd() {
		if (!isCrowded()) {
			this.crowding = Set.of();
			return;
		}
		Map<String, List<NioSocketWrapper>> connections = getEndpoint().getConnections()
			.stream()
			.map(NioSocketWrapper.class::cast)
			.collect(Collectors.groupingBy(TimedHttp11NioProtocol::source));
		Map<String, Long> held = connections.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (source) -> (long) source.getValue().size()));
		Map<String, Long> excess = FairShares.excess(held, getMaxConnections() * 3L / 4);
		this.crowding = Set.copyOf(excess.keySet());
		excess.forEach((source, tooMany) -> endIdle(connections.getOrDefault(source, List.of()), tooMany));
	}

	private boolean isCrowded() {
		return getEndpoint().getConnectionCount() > getMaxConnections() * 9L / 10;
	}

	private static String source(SocketWrapperBase<?> connection) {
		@Nullable String address = connection.getRemoteAddr();
		return (address != null) ? Source.of(address) : "";
	}

	private void endIdle(List<NioSocketWrapper> connections, long max) {
		long now = System.currentTimeMillis();
		connections.stream()
			.map((connection) -> new Idle(connection, now - connection.getLastRead()))
			.filter((idle) -> idle.age() > IDLE_MILLIS)
			.sorted(Comparator.comparingLong(Idle::age).reversed())
			.limit(max)
			.forEach((idle) -> {
				if (closeIf(idle.connection(), TimedHttp11NioProtocol::isIdle)) {
					this.closed.count(ClosedConnections.Reason.IDLE);
				}
			});
	}

	/** The processor is aside while a request waits, or its header is incomplete. */
	private static boolean isIdle(NioSocketWrapper connection) {
		return connection.getCurrentProcessor() == null && !hasUnreadBytes(connection);
	}

	/**
	 * While the processors are busy with others, a request may have come that Tomcat has
	 * not noticed yet.
	 */
	private static boolean hasUnreadBytes(NioSocketWrapper connection) {
		@Nullable SocketChannel channel = connection.getSocket().getIOChannel();
		try {
			return channel != null && channel.socket().getInputStream().available() > 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean end(IncompleteHeaders.Header header, ClosedConnections.Reason reason) {
		boolean isEnded = closeIf(header.connection(), (connection) -> {
			@Nullable AbstractProcessor processor = readingProcessor(connection);
			return processor != null && processor.getRequest().getStartTimeNanos() == header.begun();
		});
		if (isEnded) {
			this.closed.count(reason);
		}
		return isEnded;
	}

	/**
	 * The thread of a request has the lock of its connection. A connection whose request
	 * waits for a thread is not looked at for bytes.
	 */
	private static boolean closeIf(NioSocketWrapper connection, Predicate<NioSocketWrapper> condition) {
		ReentrantLock lock = connection.getLock();
		if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
			return false;
		}
		try {
			boolean closes = !connection.isClosed() && connection.interestOpsHas(SelectionKey.OP_READ)
					&& condition.test(connection);
			if (closes) {
				connection.close();
			}
			return closes;
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * A connection has a processor set aside while a header is incomplete, or while an
	 * asynchronous or upgraded request waits.
	 */
	private static @Nullable AbstractProcessor readingProcessor(SocketWrapperBase<?> connection) {
		return (connection.getCurrentProcessor() instanceof AbstractProcessor processor
				&& processor.getRequest().getStartTimeNanos() >= 0 && !processor.isAsync() && !processor.isUpgrade())
						? processor : null;
	}

	/**
	 * Closes connections in the thread that has read from them, before it reads from
	 * another one.
	 */
	private static final class TimelyHandler extends ConnectionHandler<NioChannel> {

		private final TimedHttp11NioProtocol protocol;

		TimelyHandler(TimedHttp11NioProtocol protocol) {
			super(protocol);
			this.protocol = protocol;
		}

		/**
		 * Ignores what concerns nobody any more, and would harm the connection.
		 *
		 * <p>
		 * At the end of a body in chunks that somebody listens to, Tomcat has the
		 * listener called, in the midst of the work on the connection. It would take a
		 * second processor, which reads on as if the next request began there. The
		 * listener is called anyway, once it has read what is there.
		 *
		 * <p>
		 * The end of a time that has been waited for may come when the request waits no
		 * longer. Tomcat ignores it too, but takes the processor from the connection
		 * first: the next request, if it waits already, would never be resumed.
		 */
		@Override
		public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
			boolean isNested = PatientProcessor.isAtWorkOn(connection);
			boolean isLate = event == SocketEvent.TIMEOUT
					&& !(connection.getCurrentProcessor() instanceof Processor processor && isAwaited(processor));
			return (isNested || isLate) ? SocketState.OPEN : processInTime((NioSocketWrapper) connection, event);
		}

		private static boolean isAwaited(Processor processor) {
			return processor.isAsync() ? processor.checkAsyncTimeoutGeneration() : processor.isUpgrade();
		}

		private SocketState processInTime(NioSocketWrapper connection, SocketEvent event) {
			boolean isLast = this.protocol.isCrowded() && this.protocol.crowding.contains(source(connection));
			if (isLast) {
				connection.setKeepAliveLeft(1);
			}
			SocketState state = super.process(connection, event);
			if (isLast && connection.decrementKeepAlive() < 0) {
				this.protocol.closed.count(ClosedConnections.Reason.MANY_CONNECTIONS);
			}
			@Nullable AbstractProcessor reading = (state == SocketState.LONG) ? readingProcessor(connection) : null;
			if (reading != null) {
				return mayKeep(connection, reading.getRequest().getStartTimeNanos()) ? state : SocketState.CLOSED;
			}
			this.protocol.incomplete.remove(connection);
			if (connection.getCurrentProcessor() == null) {
				releaseBuffer(connection);
			}
			return state;
		}

		/**
		 * The number of threads bounds how many headers there are beyond those that may
		 * be kept: each thread makes room for its own, or closes it.
		 */
		private boolean mayKeep(NioSocketWrapper connection, long begun) {
			if (this.protocol.isSlow(System.nanoTime() - begun)) {
				this.protocol.closed.count(ClosedConnections.Reason.SLOW_HEADER);
				return false;
			}
			boolean isNew = this.protocol.incomplete.add(connection, begun);
			if (connection.isClosed()) {
				this.protocol.incomplete.remove(connection);
			}
			if (!isNew || this.protocol.incomplete.size() <= max() || endOneBefore(connection)) {
				return true;
			}
			this.protocol.closed.count(ClosedConnections.Reason.INCOMPLETE_HEADERS);
			return false;
		}

		private int max() {
			int connections = this.protocol.getMaxConnections();
			return (connections > 0) ? Math.min(this.protocol.maxIncomplete, Math.ceilDiv(connections, 4))
					: this.protocol.maxIncomplete;
		}

		private boolean endOneBefore(NioSocketWrapper connection) {
			return this.protocol.incomplete.all()
				.stream()
				.takeWhile((header) -> !header.connection().equals(connection))
				.anyMatch((header) -> this.protocol.end(header, ClosedConnections.Reason.INCOMPLETE_HEADERS));
		}

		/**
		 * Tomcat's buffers of the last request would be held by the connection as long as
		 * it is open, if no other one uses them.
		 */
		@SuppressWarnings("NullAway")
		private static void releaseBuffer(NioSocketWrapper connection) {
			connection.setAppReadBufHandler(null);
		}

		@Override
		public void release(SocketWrapperBase<NioChannel> connection) {
			super.release(connection);
			this.protocol.incomplete.remove((NioSocketWrapper) connection);
		}

	}

	/**
	 * A connection from which nothing has come.
	 *
	 * @param connection the connection
	 * @param age for how many milliseconds
	 */
	private record Idle(NioSocketWrapper connection, long age) {

	}

}
