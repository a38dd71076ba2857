package io.tagapi.server.web;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import io.tagapi.server.error.ApiException;
import io.tagapi.server.error.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests while the server has as many under way as it can answer in good time.
 * To refuse costs next to nothing, so the accepted ones stay quick however many are sent.
 * The answer is 429 and not 503, after which Tomcat closes the connection: to make
 * thousands of new ones would cost more than to answer. It comes before the security
 * filters, because they wait for the token issuer. The health is always answered: whoever
 * watches the server has to see that it is alive.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestLimit extends OncePerRequestFilter {

	private final String health;

	private final Semaphore free;

	RequestLimit(@Value("${management.endpoints.web.base-path:/actuator}") String health,
			@Value("${tag-api.max-concurrent-requests}") int max) {
		this.health = health + "/";
		this.free = new Semaphore(max);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(this.health);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!this.free.tryAcquire()) {
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS,
					"the server has as many requests under way as it can take");
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.free.release();
		}
	}

}
