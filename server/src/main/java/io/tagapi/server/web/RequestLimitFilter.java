package io.tagapi.server.web;

import java.io.IOException;

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
 * Gives each request a slot of its group, before anything is done for it: a rejection has
 * to cost next to nothing. The health needs none: a supervisor has to see that the server
 * is alive.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestLimitFilter extends OncePerRequestFilter {

	private final String health;

	private final String operations;

	private final RequestLimit limit;

	RequestLimitFilter(@Value("${management.endpoints.web.base-path:/actuator}") String health,
			@Value("${tag-api.base-path}") String operations, RequestLimit limit) {
		this.health = health + "/";
		this.operations = operations + "/";
		this.limit = limit;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(this.health);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		try (RequestLimit.Slot _ = slot(request)) {
			chain.doFilter(request, response);
		}
	}

	private RequestLimit.Slot slot(HttpServletRequest request) {
		if (request.getRequestURI().startsWith(this.operations)) {
			return this.limit.operation();
		}
		return HttpMethod.POST.matches(request.getMethod()) ? this.limit.form() : this.limit.document();
	}

}
