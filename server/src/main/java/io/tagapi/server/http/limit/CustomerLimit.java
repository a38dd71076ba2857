package io.tagapi.server.http.limit;

import java.io.IOException;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

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

	private static final String STATE = CustomerLimit.class.getName();

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
		@Nullable Object state = request.getAttribute(STATE);
		if (state == State.EXPIRED) {
			throw rejection(share);
		}
		if (state != State.STARTED && !this.queues.tryBegin(share)) {
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
		Waiting waiting = new Waiting(share, request, context);
		context.addListener(waiting);
		if (!this.queues.enqueue(share, waiting)) {
			waiting.resume(State.EXPIRED);
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

		STARTED, EXPIRED

	}

	/** A request that waits for another one to end. */
	private final class Waiting implements Runnable, AsyncListener {

		private final Share share;

		private final HttpServletRequest request;

		private final AsyncContext context;

		/**
		 * Whether its turn has come just when its time was over. Then it is started here.
		 */
		private volatile boolean isStarting;

		Waiting(Share share, HttpServletRequest request, AsyncContext context) {
			this.share = share;
			this.request = request;
			this.context = context;
		}

		@Override
		public void run() {
			try {
				resume(State.STARTED);
			}
			catch (IllegalStateException ex) {
				if (!this.isStarting) {
					// The connection is gone, and with it the request.
					CustomerLimit.this.queues.end(this.share);
				}
			}
		}

		private void resume(State state) {
			this.request.setAttribute(STATE, state);
			this.context.dispatch();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			if (CustomerLimit.this.queues.leave(this.share, this)) {
				resume(State.EXPIRED);
				return;
			}
			this.isStarting = true;
			try {
				resume(State.STARTED);
			}
			catch (IllegalStateException ex) {
				// The thread that starts it was quicker.
			}
		}

		@Override
		public void onError(AsyncEvent event) {
			CustomerLimit.this.queues.leave(this.share, this);
		}

		@Override
		public void onComplete(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
