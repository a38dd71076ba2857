package io.tagapi.server.http.limit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Lets no client keep the thread that has responded to it. Tomcat would read the rest of
 * a body that nobody wanted, however slowly it comes. Here what is there is read, and a
 * few threads wait a moment for more, so that a client that still sends gets its
 * response; if the body is not whole then, the connection ends. It also ends after many
 * requests that were sent ahead of their responses.
 */
class ConnectionRelease extends ValveBase {

	private static final Duration MOMENT = Duration.ofMillis(500);

	/**
	 * A thread that reads what has not come yet would wait for it as long as Tomcat does.
	 */
	private static final Duration PAUSE = Duration.ofMillis(20);

	private final QueueingExecutor threads;

	private final Semaphore readingThreads;

	private final ClosedConnections closed;

	ConnectionRelease(QueueingExecutor threads, int readingThreads, ClosedConnections closed) {
		super(true);
		this.closed = closed;
		this.threads = threads;
		this.readingThreads = new Semaphore(readingThreads);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (this.threads.beginRequest()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
			this.closed.count(ClosedConnections.Reason.REQUESTS_AHEAD);
		}
		getNext().invoke(request, response);
		org.apache.coyote.Request received = request.getCoyoteRequest();
		if (request.isAsync() || received.getReadListener() != null || is(received, ActionCode.REQUEST_BODY_FULLY_READ)
				|| is(received, ActionCode.IS_ERROR)) {
			return;
		}
		response.flushBuffer();
		discard(received);
		if (!is(received, ActionCode.REQUEST_BODY_FULLY_READ)) {
			received.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			this.closed.count(ClosedConnections.Reason.UNREAD_BODY);
		}
	}

	private static boolean is(org.apache.coyote.Request request, ActionCode state) {
		AtomicBoolean result = new AtomicBoolean();
		request.action(state, result);
		return result.get();
	}

	private void discard(org.apache.coyote.Request request) {
		long end = System.nanoTime() + MOMENT.toNanos();
		try {
			if (discardWhatIsThere(end, request) || !this.readingThreads.tryAcquire()) {
				return;
			}
			try {
				while (!discardWhatIsThere(end, request) && end - System.nanoTime() > 0) {
					TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
				}
			}
			finally {
				this.readingThreads.release();
			}
		}
		catch (IOException ex) {
			// The client is gone.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns whether the body has come to its end. To ask then whether more is there
	 * would overwrite what Tomcat has already read of the next request.
	 */
	private static boolean discardWhatIsThere(long end, org.apache.coyote.Request request) throws IOException {
		Discarded discarded = new Discarded();
		boolean isRead = is(request, ActionCode.REQUEST_BODY_FULLY_READ);
		while (!isRead && end - System.nanoTime() > 0 && isThere(request)) {
			isRead = request.doRead(discarded) < 0 || is(request, ActionCode.REQUEST_BODY_FULLY_READ);
			discarded.setByteBuffer(null);
		}
		return isRead;
	}

	private static boolean isThere(org.apache.coyote.Request request) {
		request.action(ActionCode.AVAILABLE, true);
		return request.getAvailable() > 0;
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
