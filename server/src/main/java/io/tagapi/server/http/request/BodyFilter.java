package io.tagapi.server.http.request;

import java.io.IOException;
import java.security.Principal;

import io.tagapi.server.http.limit.LargeRequest;
import io.tagapi.server.http.limit.LimitProperties;
import io.tagapi.server.http.limit.OperationPaths;
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
 * Receives the body of an authenticated request of an operation, no more than the largest
 * that is accepted, before the request counts for its customer.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
class BodyFilter extends OncePerRequestFilter {

	private final BodyReceiver receiver;

	private final OperationPaths operations;

	private final int maxSize;

	BodyFilter(BodyReceiver receiver, OperationPaths operations, LimitProperties limits) {
		this.receiver = receiver;
		this.operations = operations;
		this.maxSize = Math.toIntExact(limits.maxRequestSize().toBytes());
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
		@Nullable Principal principal = request.getUserPrincipal();
		this.receiver.receive(request, (principal != null) ? principal.getName() : "", this.maxSize, (body) -> {
			LargeRequest.mark(request, (body != null) ? body.length() : 0);
			chain.doFilter(request, response);
		});
	}

}
