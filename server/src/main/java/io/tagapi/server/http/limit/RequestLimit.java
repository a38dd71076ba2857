package io.tagapi.server.http.limit;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
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
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class RequestLimit extends OncePerRequestFilter implements MeterBinder {

	private final String health;

	private final String basePath;

	private final int max;

	private final Semaphore operations;

	private final Semaphore documents;

	private final Semaphore forms;

	RequestLimit(@Value("${management.endpoints.web.base-path:/actuator}") String health,
			@Value("${tag-api.base-path}") String basePath, @Value("${tag-api.max-concurrent-requests}") int max) {
		this.health = health + "/";
		this.basePath = basePath + "/";
		this.max = max;
		this.operations = new Semaphore(max);
		this.documents = new Semaphore(max);
		this.forms = new Semaphore(max);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("tag.api.requests.active", this.operations, (slots) -> this.max - slots.availablePermits())
			.description("Requests for operations that are under way")
			.register(registry);
		Gauge.builder("tag.api.requests.limit", () -> this.max)
			.description("How many requests for operations may be under way")
			.register(registry);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return path(request).startsWith(this.health);
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
		if (path(request).startsWith(this.basePath)) {
			return this.operations;
		}
		return HttpMethod.POST.matches(request.getMethod()) ? this.forms : this.documents;
	}

	/** Without the prefix that a proxy or the context path adds. */
	private static String path(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

}
