package io.tagapi.server.http;

import java.io.IOException;
import java.util.List;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Rejects TRACE, which would send back the access token, as a method that the path does
 * not have. Servlets have a behaviour of their own for it, and never ask the handlers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class TraceFilter extends OncePerRequestFilter {

	private final ObjectProvider<HandlerMapping> mappings;

	private final ErrorResponseWriter errors;

	TraceFilter(ObjectProvider<HandlerMapping> mappings, ErrorResponseWriter errors) {
		this.mappings = mappings;
		this.errors = errors;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.TRACE.matches(request.getMethod());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		this.errors.send(request, response, rejection(request));
	}

	private Exception rejection(HttpServletRequest request) {
		ServletRequestPathUtils.parseAndCache(request);
		try {
			for (HandlerMapping mapping : this.mappings.orderedStream().toList()) {
				@Nullable HandlerExecutionChain handler = mapping.getHandler(request);
				if (handler != null) {
					return new HttpRequestMethodNotSupportedException(HttpMethod.TRACE.name(), List.of("GET", "HEAD"));
				}
			}
			return ApiException.notFound("there is nothing at this path");
		}
		catch (Exception ex) {
			return ex;
		}
	}

}
