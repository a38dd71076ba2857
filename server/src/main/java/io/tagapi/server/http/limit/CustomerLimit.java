package io.tagapi.server.http.limit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the requests that are worked on for one customer, so that no customer can take
 * all threads from the others. A further request waits without a thread until one ends,
 * and is rejected when it has waited too long. A request counts once its body is there
 * and its token is known to be for the customer; if it is not, the request counts for its
 * actor, because to find everything that is wrong with it is work too. It ends when the
 * response is written, so a client that reads slowly harms its own customer only. Large
 * requests have a share of their own, a tenth as many, and may wait ten times as long.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 2)
class CustomerLimit extends OncePerRequestFilter {

	private static final String WAITING = CustomerLimit.class.getName();

	/** Before the name of an actor. No customer begins with it. */
	private static final String ACTOR = " ";

	/** After the name of a customer or an actor. Neither ends with it. */
	private static final String LARGE = " large";

	private static final int LARGE_COUNTS_AS = 10;

	private final CustomerQueues queues;

	private final CustomerOfRequest customers;

	private final LimitProperties limits;

	private final LimitRejections rejections;

	private final OperationPaths operations;

	CustomerLimit(CustomerQueues queues, CustomerOfRequest customers, LimitProperties limits,
			LimitRejections rejections, OperationPaths operations) {
		this.queues = queues;
		this.customers = customers;
		this.limits = limits;
		this.rejections = rejections;
		this.operations = operations;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.operations.include(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Share share = share(request);
		if (request.getAttribute(WAITING) instanceof Waiting waiting) {
			if (!waiting.begin()) {
				throw rejection(share);
			}
		}
		else if (!this.queues.tryBegin(share)) {
			await(share, request);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.queues.end(share);
		}
	}

	private Share share(HttpServletRequest request) {
		int size = this.limits.maxConcurrentRequestsPerCustomer();
		Share whole = this.customers.customerOf(request)
			.map((customerId) -> new Share(customerId, size))
			.orElseGet(() -> new Share(ACTOR + request.getRemoteUser(), Math.ceilDiv(size, 2)));
		return LargeRequest.is(request) ? new Share(whole.name() + LARGE, Math.ceilDiv(size, LARGE_COUNTS_AS)) : whole;
	}

	private void await(Share share, HttpServletRequest request) {
		AsyncContext context = request.startAsync();
		context.setTimeout(this.limits.maxQueueTime().toMillis() * (LargeRequest.is(request) ? LARGE_COUNTS_AS : 1));
		Waiting waiting = new Waiting(share, context);
		request.setAttribute(WAITING, waiting);
		context.addListener(waiting);
		if (!this.queues.enqueue(share, waiting)) {
			waiting.onTimeout();
		}
	}

	private ApiException rejection(Share share) {
		boolean isActor = share.name().startsWith(ACTOR);
		return this.rejections.reject(isActor ? LimitRejections.Limit.ACTOR : LimitRejections.Limit.CUSTOMER,
				(isActor ? "the actor" : "the customer") + " has " + share.size()
						+ (share.name().endsWith(LARGE) ? " large" : "")
						+ " requests under way, which is as many as it may have");
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
				CustomerLimit.this.queues.end(this.share);
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
				CustomerLimit.this.queues.leave(this.share, this);
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
				CustomerLimit.this.queues.end(this.share);
			}
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
