package io.tagapi.server.http.limit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Lets no client keep the thread that has responded to it. Tomcat would read the rest of
 * a body that nobody wanted, however slowly it comes. Here what is there is read, and a
 * few threads wait a moment for more, so that a client that still sends gets its
 * response; if the body is not whole then, the connection ends. It stands between a
 * connection and all that responds to its requests, of which Tomcat itself is a part.
 */
final class ConnectionRelease implements Adapter {

	private static final Duration MOMENT = Duration.ofMillis(500);

	/**
	 * A thread that reads what has not come yet would wait for it as long as Tomcat does.
	 */
	private static final Duration PAUSE = Duration.ofMillis(20);

	private final Adapter adapter;

	private final Semaphore readingThreads;

	private final ClosedConnections closed;

	ConnectionRelease(Adapter adapter, Semaphore readingThreads, ClosedConnections closed) {
		this.adapter = adapter;
		this.readingThreads = readingThreads;
		this.closed = closed;
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		this.adapter.service(request, response);
		release(request);
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
		boolean succeeded = this.adapter.asyncDispatch(request, response, event);
		if (succeeded) {
			release(request);
		}
		return succeeded;
	}

	private void release(Request request) {
		if (is(request, ActionCode.ASYNC_IS_ASYNC) || is(request, ActionCode.REQUEST_BODY_FULLY_READ)
				|| is(request, ActionCode.IS_ERROR)) {
			return;
		}
		discard(rest(request));
		if (!is(request, ActionCode.REQUEST_BODY_FULLY_READ)) {
			request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			this.closed.count(ClosedConnections.Reason.UNREAD_BODY);
		}
	}

	private static boolean is(Request request, ActionCode state) {
		AtomicBoolean result = new AtomicBoolean();
		request.action(state, result);
		return result.get();
	}

	/** Tomcat reads without waiting if somebody listens to the body. */
	private static Rest rest(Request request) {
		boolean isWaitedFor = request.getReadListener() == null;
		return (isWaitedFor && request.getContentLengthLong() < 0) ? new Chunks(request)
				: new Bytes(request, isWaitedFor);
	}

	private void discard(Rest rest) {
		long end = System.nanoTime() + MOMENT.toNanos();
		try {
			if (rest.discard(end) || !this.readingThreads.tryAcquire()) {
				return;
			}
			try {
				while (!rest.discard(end) && end - System.nanoTime() > 0) {
					TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
				}
			}
			finally {
				this.readingThreads.release();
			}
		}
		catch (IOException ex) {
			// The client is gone, or sends what is no body.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.adapter.prepare(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		this.adapter.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.adapter.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.adapter.getDomain();
	}

	/** What has not been read of a body. */
	private interface Rest {

		/**
		 * Reads what is there, and waits for nothing.
		 * @param end the time at which to stop
		 * @return whether no more of the body is to be read
		 * @throws IOException if it cannot be read
		 */
		boolean discard(long end) throws IOException;

	}

	/** Bytes that Tomcat counts, or all that somebody has listened to. */
	private static final class Bytes implements Rest {

		private final Request request;

		private final boolean isWaitedFor;

		Bytes(Request request, boolean isWaitedFor) {
			this.request = request;
			this.isWaitedFor = isWaitedFor;
		}

		/**
		 * To ask at the end of the body whether more is there would overwrite what Tomcat
		 * has already read of the next request.
		 */
		@Override
		public boolean discard(long end) throws IOException {
			Discarded discarded = new Discarded();
			boolean isRead = is(this.request, ActionCode.REQUEST_BODY_FULLY_READ);
			while (!isRead && end - System.nanoTime() > 0 && !(this.isWaitedFor && !BodyBytes.areThere(this.request))) {
				int length = this.request.doRead(discarded);
				discarded.setByteBuffer(null);
				isRead = length < 0 || is(this.request, ActionCode.REQUEST_BODY_FULLY_READ);
				if (length == 0) {
					break;
				}
			}
			return isRead;
		}

	}

	/**
	 * Chunks, which Tomcat does not see: it would wait for the rest of a line between
	 * them, of which a byte is there.
	 */
	private static final class Chunks implements Rest {

		private static final byte[] LAST = { '0', '\r', '\n', '\r', '\n' };

		private final Request request;

		private final ChunkedBody body = new ChunkedBody();

		Chunks(Request request) {
			this.request = request;
		}

		@Override
		public boolean discard(long end) throws IOException {
			Http11InputBuffer input = (Http11InputBuffer) this.request.getInputBuffer();
			while (!this.body.isWhole() && end - System.nanoTime() > 0 && BodyBytes.areThere(this.request)) {
				ByteBuffer received = input.getByteBuffer();
				if (!received.hasRemaining()) {
					throw new IOException("Tomcat has begun to read, or the client is gone");
				}
				this.body.read(received);
				if (this.body.isWhole() && isUnread()) {
					leaveToTomcat(received);
				}
			}
			return this.body.isOver();
		}

		/** Otherwise this is not where the body begins. */
		private boolean isUnread() {
			return this.request.getBytesRead() == 0 && !this.request.isExceptionPresent();
		}

		/**
		 * Tomcat finds an empty body, and behind it the next request. A body ends with
		 * these bytes anyway, but they may have come in parts.
		 */
		private void leaveToTomcat(ByteBuffer received) throws IOException {
			received.position(received.position() - LAST.length).put(received.position(), LAST);
			this.request.doRead(new Discarded());
		}

	}

	/** What is read is of no use to anybody. */
	private static final class Discarded implements ApplicationBufferHandler {

		private @Nullable ByteBuffer buffer;

		@Override
		public void setByteBuffer(@Nullable ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public @Nullable ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// It is a view of Tomcat's buffer.
		}

	}

}
