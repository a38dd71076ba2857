package io.tagapi.server.http;

import java.io.IOException;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.response.AcceptCheck;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects a malformed {@code Accept} on any path. Spring reads the header in many places,
 * of which some fail with it, and some log a stack trace.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 8)
class AcceptFilter extends OncePerRequestFilter {

	private final ErrorResponseWriter errors;

	AcceptFilter(ErrorResponseWriter errors) {
		this.errors = errors;
	}

	/** A request that has waited has not come this far before. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		try {
			AcceptCheck.ranges(request);
		}
		catch (HttpMediaTypeNotAcceptableException ex) {
			this.errors.send(request, response, ex);
			return;
		}
		chain.doFilter(request, response);
	}

}
