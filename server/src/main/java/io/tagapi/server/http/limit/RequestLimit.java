package io.tagapi.server.http.limit;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects a request that has waited too long for a thread, before anything is done for
 * it: a rejection has to cost next to nothing. The response is 429 and not 503, after
 * which Tomcat closes the connection: to make thousands of new ones would cost more than
 * to respond. The health is never rejected.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RequestLimit extends OncePerRequestFilter {

	private final HealthPaths health;

	private final Duration maxQueueTime;

	private final LimitRejections rejections;

	RequestLimit(HealthPaths health, LimitProperties limits, LimitRejections rejections) {
		this.health = health;
		this.maxQueueTime = limits.maxQueueTime();
		this.rejections = rejections;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return this.health.include(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (QueueingExecutor.waited().compareTo(this.maxQueueTime) > 0) {
			throw this.rejections.reject(LimitRejections.Limit.SERVER,
					"the server has as many requests under way as it can take");
		}
		chain.doFilter(request, response);
	}

}
