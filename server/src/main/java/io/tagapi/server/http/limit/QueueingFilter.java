package io.tagapi.server.http.limit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the requests of a share that are worked on. A further one waits without a thread
 * until one ends, and is rejected when it has waited too long.
 */
abstract class QueueingFilter extends OncePerRequestFilter {

	private final String waiting = getClass().getName();

	private final RequestQueues queues;

	QueueingFilter(RequestQueues queues) {
		this.queues = queues;
	}

	/** The share that a request counts for. */
	abstract Share share(HttpServletRequest request);

	/** How long a request may wait. */
	abstract Duration patience(HttpServletRequest request);

	/** What rejects a request that has waited too long, or beside too many others. */
	abstract ApiException rejection(Share share);

	/** Goes on with a request that may be worked on. */
	void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		serve(request, response, chain);
	}

	/**
	 * Waits for a client that reads a large response slowly, to its end: until then the
	 * request counts for its share.
	 */
	static void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		PatientProcessor.beginPatience();
		try {
			chain.doFilter(request, response);
			if (response.isCommitted() && !request.isAsyncStarted()) {
				response.flushBuffer();
			}
		}
		finally {
			PatientProcessor.endPatience();
		}
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Share share;
		HttpServletRequest begun = request;
		if (request.getAttribute(this.waiting) instanceof Waiting turn) {
			share = turn.share;
			if (!turn.begin()) {
				throw rejection(share);
			}
			begun = new ResumedRequest(request);
		}
		else {
			share = share(request);
			if (!this.queues.tryBegin(share)) {
				await(share, request);
				return;
			}
		}
		try {
			proceed(begun, response, chain);
		}
		finally {
			this.queues.end(share);
		}
	}

	private void await(Share share, HttpServletRequest request) {
		AsyncContext context = request.startAsync();
		context.setTimeout(patience(request).toMillis());
		Waiting turn = new Waiting(share, context);
		request.setAttribute(this.waiting, turn);
		context.addListener(turn);
		if (!this.queues.enqueue(share, turn)) {
			turn.onTimeout();
		}
	}

	private enum State {

		WAITING, NEXT, BEGUN, EXPIRED

	}

	/**
	 * A request that waits for another one to end. Its turn and the end of its time may
	 * come at once, and its connection may be gone before either is noticed; whichever
	 * comes first decides, and a turn that is not taken is passed on.
	 */
	private final class Waiting implements Runnable, AsyncListener {

		private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

		private final Share share;

		private final AsyncContext context;

		Waiting(Share share, AsyncContext context) {
			this.share = share;
			this.context = context;
		}

		boolean begin() {
			return this.state.compareAndSet(State.NEXT, State.BEGUN);
		}

		@Override
		public void run() {
			if (this.state.compareAndSet(State.WAITING, State.NEXT)) {
				dispatch();
			}
			else {
				QueueingFilter.this.queues.end(this.share);
			}
		}

		private void dispatch() {
			try {
				this.context.dispatch();
			}
			catch (IllegalStateException ex) {
				// It is dispatched by another thread, or complete because its connection
				// is gone.
			}
		}

		private void expire() {
			if (this.state.compareAndSet(State.WAITING, State.EXPIRED)) {
				QueueingFilter.this.queues.leave(this.share, this);
			}
		}

		void onTimeout() {
			expire();
			dispatch();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			onTimeout();
		}

		@Override
		public void onError(AsyncEvent event) {
			expire();
		}

		@Override
		public void onComplete(AsyncEvent event) {
			expire();
			if (this.state.compareAndSet(State.NEXT, State.EXPIRED)) {
				QueueingFilter.this.queues.end(this.share);
			}
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
