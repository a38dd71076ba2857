package io.tagapi.server.http.limit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects a request that has waited too long for a thread, before anything is done for
 * it: a rejection has to cost next to nothing. The response is 429 and not 503, after
 * which Tomcat closes the connection: to make thousands of new ones would cost more than
 * to respond. Documents, and the forms of the token endpoint, may hold a part of the
 * threads only: neither can keep the operations of the API from being worked on. The
 * health is never rejected: a supervisor has to see that the server is alive.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RequestLimit extends OncePerRequestFilter {

	private final String health;

	private final OperationPaths operations;

	private final Duration maxQueueTime;

	private final LimitRejections rejections;

	private final Semaphore documents;

	private final Semaphore forms;

	RequestLimit(@Value("${management.endpoints.web.base-path}") String health, OperationPaths operations,
			LimitProperties limits, LimitRejections rejections) {
		this.health = health + "/";
		this.operations = operations;
		this.maxQueueTime = limits.maxQueueTime();
		this.rejections = rejections;
		this.documents = new Semaphore(Math.ceilDiv(limits.maxConcurrentRequests(), 8));
		this.forms = new Semaphore(Math.ceilDiv(limits.maxConcurrentRequests(), 8));
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getServletPath().startsWith(this.health);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (QueueingExecutor.waited().compareTo(this.maxQueueTime) > 0) {
			throw rejection(LimitRejections.Limit.SERVER);
		}
		if (this.operations.include(request)) {
			chain.doFilter(request, response);
			return;
		}
		boolean isForm = HttpMethod.POST.matches(request.getMethod());
		Semaphore slots = isForm ? this.forms : this.documents;
		if (!slots.tryAcquire()) {
			throw rejection(isForm ? LimitRejections.Limit.FORMS : LimitRejections.Limit.DOCUMENTS);
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			slots.release();
		}
	}

	private ApiException rejection(LimitRejections.Limit limit) {
		return this.rejections.reject(limit, "the server has as many requests under way as it can take");
	}

}
