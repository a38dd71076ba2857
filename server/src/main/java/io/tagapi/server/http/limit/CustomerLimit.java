package io.tagapi.server.http.limit;

import java.time.Duration;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

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
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 3)
class CustomerLimit extends QueueingFilter {

	/** Before the name of an actor. No customer begins with it. */
	private static final String ACTOR = " ";

	/** After the name of a customer or an actor. Neither ends with it. */
	private static final String LARGE = " large";

	private static final int LARGE_COUNTS_AS = 10;

	private final CustomerOfRequest customers;

	private final LimitProperties limits;

	private final LimitRejections rejections;

	private final OperationPaths operations;

	CustomerLimit(RequestQueues queues, CustomerOfRequest customers, LimitProperties limits, LimitRejections rejections,
			OperationPaths operations) {
		super(queues);
		this.customers = customers;
		this.limits = limits;
		this.rejections = rejections;
		this.operations = operations;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.operations.include(request);
	}

	@Override
	Share share(HttpServletRequest request) {
		int size = this.limits.maxConcurrentRequestsPerCustomer();
		Share whole = this.customers.customerOf(request)
			.map((customerId) -> new Share(customerId, size))
			.orElseGet(() -> new Share(ACTOR + request.getRemoteUser(), Math.ceilDiv(size, 2)));
		return LargeRequest.is(request)
				? new Share(whole.name() + LARGE, Math.ceilDiv(size, LARGE_COUNTS_AS), whole.owner()) : whole;
	}

	@Override
	Duration patience(HttpServletRequest request) {
		return this.limits.maxQueueTime().multipliedBy(LargeRequest.is(request) ? LARGE_COUNTS_AS : 1);
	}

	@Override
	ApiException rejection(Share share) {
		boolean isActor = share.name().startsWith(ACTOR);
		return this.rejections.reject(isActor ? LimitRejections.Limit.ACTOR : LimitRejections.Limit.CUSTOMER,
				(isActor ? "the actor" : "the customer") + " has " + share.size()
						+ (share.name().endsWith(LARGE) ? " large" : "")
						+ " requests under way, which is as many as it may have");
	}

}
