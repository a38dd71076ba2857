package io.tagapi.sandbox;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Delays an authorized request, without a thread and before it counts for its customer,
 * by the seconds that it prefers: {@code wait=5}.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 2)
class DelayedRequests extends OncePerRequestFilter {

	private static final Preference WAIT = new Preference("wait", "[0-9]{1,3}");

	private static final int LONGEST_WAIT = 60;

	/** Each keeps a connection. */
	private static final int MAX_PER_CLIENT = 25;

	private static final String DELAYED = DelayedRequests.class.getName();

	private final ConcurrentMap<String, Integer> waiting = new ConcurrentHashMap<>();

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getUserPrincipal() == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		int seconds = WAIT.of(request).map(Integer::parseInt).map((wait) -> Math.min(wait, LONGEST_WAIT)).orElse(0);
		if (seconds > 0 && request.getAttribute(DELAYED) == null) {
			request.setAttribute(DELAYED, true);
			delay(request, seconds);
			return;
		}
		if (seconds > 0) {
			response.addHeader("Preference-Applied", "wait=" + seconds);
		}
		chain.doFilter(request, response);
	}

	private void delay(HttpServletRequest request, int seconds) {
		String client = Objects.requireNonNull(request.getUserPrincipal()).getName();
		if (this.waiting.merge(client, 1, Integer::sum) > MAX_PER_CLIENT) {
			end(client);
			throw new ApiException(ErrorCode.TOO_MANY_REQUESTS,
					"the client has " + MAX_PER_CLIENT + " requests waiting, which is as many as it may have");
		}
		AsyncContext context = request.startAsync();
		context.setTimeout(0);
		CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(() -> {
			end(client);
			resume(context);
		});
	}

	private void end(String client) {
		this.waiting.computeIfPresent(client, (same, count) -> (count > 1) ? count - 1 : null);
	}

	private static void resume(AsyncContext context) {
		try {
			context.dispatch();
		}
		catch (IllegalStateException ex) {
			// The connection is gone.
		}
	}

}
