package io.tagapi.server.operating;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The outermost filter: counts and times the requests of the API, by operation, status
 * and code. It makes nothing for a request but the name of its timer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationMetrics extends OncePerRequestFilter {

	/** Where the response times of this server are, and where alerts begin. */
	private static final Duration[] BUCKETS = { Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
			Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
			Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5),
			Duration.ofSeconds(20) };

	private static final String NONE = "none";

	private static final String START = OperationMetrics.class.getName();

	private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final String basePath;

	OperationMetrics(MeterRegistry registry, @Value("${tag-api.base-path}") String basePath) {
		this.registry = registry;
		this.basePath = basePath + "/";
	}

	/** A request that waits without a thread is dispatched again, and ends then. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getServletPath().startsWith(this.basePath);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		long start = start(request);
		try {
			chain.doFilter(request, response);
		}
		finally {
			record(request, response, start);
		}
	}

	private static long start(HttpServletRequest request) {
		if (request.getAttribute(START) instanceof Long start) {
			return start;
		}
		long start = System.nanoTime();
		request.setAttribute(START, start);
		return start;
	}

	private void record(HttpServletRequest request, HttpServletResponse response, long start) {
		if (!request.isAsyncStarted()) {
			Outcome outcome = new Outcome(
					(request
						.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler)
								? handler.getMethod().getName() : NONE,
					response.getStatus(),
					(request.getAttribute(ErrorResponseWriter.CODE) instanceof String code) ? code : NONE);
			this.timers.computeIfAbsent(outcome, this::timer).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

	private Timer timer(Outcome outcome) {
		return Timer.builder("tag.api.requests")
			.description("Requests of the API")
			.tag("operation", outcome.operation())
			.tag("status", Integer.toString(outcome.status()))
			.tag("code", outcome.code())
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry);
	}

	/**
	 * How a request has ended.
	 *
	 * @param operation the operation, if the request got as far as that
	 * @param status the HTTP status
	 * @param code the code of the error, if it is one
	 */
	private record Outcome(String operation, int status, String code) {
	}

}
