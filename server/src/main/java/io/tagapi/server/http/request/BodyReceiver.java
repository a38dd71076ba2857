package io.tagapi.server.http.request;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.limit.BodyBytes;
import io.tagapi.server.http.limit.BodyMemory;
import io.tagapi.server.http.limit.ContinueResponse;
import io.tagapi.server.http.limit.LimitProperties;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Receives the body of a request before anything works on it: within a total time, and
 * within the memory that there is for bodies. Most bodies arrive with their header, or
 * soon after it, so a few threads may wait a moment for the rest of one; any other body
 * is received without a thread, as is one in chunks. No thread waits for a client that
 * sends a byte now and then.
 */
@Component
public class BodyReceiver {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Duration MOMENT = Duration.ofMillis(100);

	/** A body that is sent after its header comes within it, as a rule. */
	private static final Duration PAUSE = Duration.ofMillis(1);

	private final BodyMemory memory;

	private final Semaphore waitingThreads;

	BodyReceiver(LimitProperties limits, BodyMemory memory) {
		this.memory = memory;
		this.waitingThreads = new Semaphore(Math.ceilDiv(limits.maxConcurrentRequests(), 16));
	}

	/**
	 * Receives the body of a request, if it has one, and goes on. The request may be
	 * dispatched again instead, and then has to pass here again.
	 * @param request the request, of which no more than the header has been read
	 * @param actor who sends it
	 * @param maxSize how many bytes are accepted
	 * @param next goes on with the body, which may have failed, or with {@code null}
	 * @throws IOException if what follows throws it
	 * @throws ServletException if what follows throws it
	 */
	public void receive(HttpServletRequest request, String actor, int maxSize, Next next)
			throws IOException, ServletException {
		@Nullable RequestBody body = RequestBody.of(request);
		if (body == null && hasBody(request)) {
			body = begin(request, actor, maxSize);
			if (!receiveInAMoment(request, body) && body.beginWaiting()) {
				receiveWithoutThread(request, body);
				return;
			}
		}
		try {
			next.accept(body);
		}
		finally {
			if (body != null) {
				releaseAtTheEnd(body, request);
			}
		}
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	/**
	 * A thread that reads chunks would wait for the rest of a line between them as long
	 * as Tomcat does, from each byte on.
	 */
	private static boolean isChunked(HttpServletRequest request) {
		return request.getContentLengthLong() < 0;
	}

	private RequestBody begin(HttpServletRequest request, String actor, int maxSize) {
		RequestBody body = new RequestBody(this.memory, actor, maxSize);
		body.attachTo(request);
		if (request.getContentLengthLong() > maxSize) {
			body.fail(RequestBody.tooLarge(maxSize));
		}
		return body;
	}

	/** Returns whether the receiving is over. */
	private boolean receiveInAMoment(HttpServletRequest request, RequestBody body) throws IOException {
		if (body.hasFailed()) {
			return true;
		}
		if (isChunked(request)) {
			return false;
		}
		ContinueResponse.send(request);
		long end = System.nanoTime() + MOMENT.toNanos();
		try {
			return receiveWhatIsThere(request, body, end) || waitForTheRest(request, body, end);
		}
		catch (IOException ex) {
			body.fail(ex);
			return true;
		}
	}

	private boolean waitForTheRest(HttpServletRequest request, RequestBody body, long end) throws IOException {
		if (!this.waitingThreads.tryAcquire()) {
			return false;
		}
		try {
			boolean isOver = false;
			while (!isOver && end - System.nanoTime() > 0) {
				TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
				isOver = receiveWhatIsThere(request, body, end);
			}
			return isOver;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.waitingThreads.release();
		}
	}

	private static boolean receiveWhatIsThere(HttpServletRequest request, RequestBody body, long end)
			throws IOException {
		boolean isOver;
		do {
			byte[] chunk = BodyBytes.read(request);
			if (chunk.length == 0) {
				return false;
			}
			isOver = !body.add(chunk, chunk.length) || body.length() == request.getContentLengthLong();
		}
		while (!isOver && end - System.nanoTime() > 0);
		return isOver;
	}

	private void receiveWithoutThread(HttpServletRequest request, RequestBody body) throws IOException {
		ServletInputStream input = request.getInputStream();
		AsyncContext context = request.startAsync();
		Receiver receiver = new Receiver(request, context, input, body);
		context.addListener(receiver);
		context.setTimeout(LIMIT.toMillis());
		ContinueResponse.send(request);
		input.setReadListener(receiver);
	}

	/** A request that waits for its turn has not ended yet. */
	private static void releaseAtTheEnd(RequestBody body, HttpServletRequest request) {
		if (request.isAsyncStarted()) {
			request.getAsyncContext().addListener(new Release(body));
		}
		else {
			body.release();
		}
	}

	/** Takes what arrives, and resumes the request at the end. */
	private static final class Receiver extends Release implements ReadListener {

		private final HttpServletRequest request;

		private final AsyncContext context;

		private final ServletInputStream input;

		private final RequestBody body;

		private final AtomicBoolean resumed = new AtomicBoolean();

		Receiver(HttpServletRequest request, AsyncContext context, ServletInputStream input, RequestBody body) {
			super(body);
			this.request = request;
			this.context = context;
			this.input = input;
			this.body = body;
		}

		@Override
		public void onDataAvailable() {
			try {
				while (this.input.isReady() && !this.input.isFinished()) {
					byte[] chunk = BodyBytes.read(this.request);
					if (chunk.length > 0 && !this.body.add(chunk, chunk.length)) {
						resume();
						return;
					}
				}
			}
			catch (IOException ex) {
				this.body.fail(ex);
				resume();
			}
		}

		@Override
		public void onAllDataRead() {
			resume();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			this.body.fail(ApiException.invalid("the request body was not sent within " + LIMIT.toSeconds() + " s"));
			resume();
		}

		@Override
		public void onError(Throwable failure) {
			this.body.release();
		}

		/** The end of a body may come together with its failure. */
		private void resume() {
			if (this.resumed.compareAndSet(false, true)) {
				this.context.dispatch();
			}
		}

	}

	/** Gives the memory of a body back when its request ends. */
	private static class Release implements AsyncListener {

		private final RequestBody body;

		Release(RequestBody body) {
			this.body = body;
		}

		@Override
		public void onComplete(AsyncEvent event) {
			this.body.release();
		}

		@Override
		public void onError(AsyncEvent event) {
			this.body.release();
		}

		@Override
		public void onTimeout(AsyncEvent event) throws IOException {
			// Ends the request, or resumes it.
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// The next wait has a listener of its own.
		}

	}

	/** What comes after the body has been received. */
	@FunctionalInterface
	public interface Next {

		/**
		 * Goes on with the request.
		 * @param body its body, {@code null} if it has none
		 * @throws IOException if it cannot be read or its response not be written
		 * @throws ServletException if it fails
		 */
		void accept(@Nullable RequestBody body) throws IOException, ServletException;

	}

}
