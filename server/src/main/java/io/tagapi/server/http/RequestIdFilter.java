package io.tagapi.server.http;

import java.io.IOException;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter: gives the request its id, and answers for whatever the filters
 * below let through.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {

	private final ErrorResponseWriter errors;

	RequestIdFilter(ErrorResponseWriter errors) {
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String id = RequestId.of(request);
		response.setHeader(RequestId.HEADER, id);
		try (MDC.MDCCloseable _ = MDC.putCloseable("requestId", id)) {
			chain.doFilter(request, response);
		}
		catch (RuntimeException ex) {
			this.errors.send(request, response, ex);
		}
	}

}
