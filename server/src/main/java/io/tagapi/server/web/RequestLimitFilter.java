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
 * Limits what is not an operation of the API: documents, and the forms of the token
 * endpoint. The health is always answered: a supervisor has to see that the server is
 * alive.
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
		String path = request.getRequestURI();
		return path.startsWith(this.health) || path.startsWith(this.operations);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean form = HttpMethod.POST.matches(request.getMethod());
		try (RequestLimit.Slot _ = form ? this.limit.form() : this.limit.document()) {
			chain.doFilter(request, response);
		}
	}

}
