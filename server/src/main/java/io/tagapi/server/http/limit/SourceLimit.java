package io.tagapi.server.http.limit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Bounds what anybody can have without a token. Documents, and the forms of the token
 * endpoint, may hold an eighth of the threads each: neither can keep the operations of
 * the API from being worked on. Half of an eighth is for one source, so that others get
 * their documents and tokens beside one that reads slowly or sends without end. Further
 * requests of a source wait for their turn: a client without a token can do nothing else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
class SourceLimit extends QueueingFilter {

	private static final int PART_OF_THREADS = 8;

	private static final int PATIENCE = 10;

	/** In front of a source. No name of a customer or an actor begins with it. */
	private static final String DOCUMENTS = "/";

	/** In front of a source, as for documents. */
	private static final String FORMS = "/form ";

	/** All sources together leave as much memory as they hold to the customers. */
	private static final String ANY_SOURCE = "/";

	private final HealthPaths health;

	private final OperationPaths operations;

	private final LimitRejections rejections;

	private final Duration patience;

	private final int slots;

	private final Semaphore documents;

	private final Semaphore forms;

	SourceLimit(HealthPaths health, OperationPaths operations, RequestQueues queues, LimitProperties limits,
			LimitRejections rejections) {
		super(queues);
		this.health = health;
		this.operations = operations;
		this.rejections = rejections;
		this.patience = limits.maxQueueTime().multipliedBy(PATIENCE);
		this.slots = Math.ceilDiv(limits.maxConcurrentRequests(), PART_OF_THREADS);
		this.documents = new Semaphore(this.slots);
		this.forms = new Semaphore(this.slots);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return this.health.include(request) || this.operations.include(request);
	}

	@Override
	Share share(HttpServletRequest request) {
		return new Share((isForm(request) ? FORMS : DOCUMENTS) + Source.of(request), Math.ceilDiv(this.slots, 2),
				ANY_SOURCE);
	}

	private static boolean isForm(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod());
	}

	@Override
	Duration patience(HttpServletRequest request) {
		return this.patience;
	}

	@Override
	ApiException rejection(Share share) {
		return reject(share.name().startsWith(FORMS));
	}

	private ApiException reject(boolean isForm) {
		return this.rejections.reject(isForm ? LimitRejections.Limit.FORMS : LimitRejections.Limit.DOCUMENTS,
				"the server has as many requests under way as it can take");
	}

	@Override
	void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Semaphore free = isForm(request) ? this.forms : this.documents;
		if (!free.tryAcquire()) {
			throw reject(isForm(request));
		}
		try {
			serve(request, response, chain);
		}
		finally {
			free.release();
		}
	}

}
