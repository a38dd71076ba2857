package io.tagapi.server.http.limit;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
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
 * Rejects requests while the server works on as many as it can respond to in good time,
 * before anything is done for them: a rejection has to cost next to nothing. The response
 * is 429 and not 503, after which Tomcat closes the connection: to make thousands of new
 * ones would cost more than to respond. The operations of the API have slots of their
 * own: neither documents nor the forms of the token endpoint can take them. The health
 * needs none: a supervisor has to see that the server is alive.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestLimit extends OncePerRequestFilter {

	private final String health;

	private final String basePath;

	private final Semaphore operations;

	private final Semaphore documents;

	private final Semaphore forms;

	RequestLimit(@Value("${management.endpoints.web.base-path:/actuator}") String health,
			@Value("${tag-api.base-path}") String basePath, @Value("${tag-api.max-concurrent-requests}") int max) {
		this.health = health + "/";
		this.basePath = basePath + "/";
		this.operations = new Semaphore(max);
		this.documents = new Semaphore(max);
		this.forms = new Semaphore(max);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(this.health);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Semaphore slots = slots(request);
		if (!slots.tryAcquire()) {
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS,
					"the server has as many requests under way as it can take");
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			slots.release();
		}
	}

	private Semaphore slots(HttpServletRequest request) {
		if (request.getRequestURI().startsWith(this.basePath)) {
			return this.operations;
		}
		return HttpMethod.POST.matches(request.getMethod()) ? this.forms : this.documents;
	}

}
