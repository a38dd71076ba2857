package io.tagapi.sandbox;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps a response from being sent whose connection {@link NetworkFaults} closes
 * afterwards: the request is processed, and the client never knows.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DroppedResponses extends OncePerRequestFilter {

	static final String DROPPED = DroppedResponses.class.getName();

	/** A request that has waited without a thread has its response later. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getAttribute(DROPPED) == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(request, new ContentCachingResponseWrapper(response));
	}

}
