package io.tagapi.server.http.error;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives the error object to what the health endpoint does not know, and would respond to
 * with an empty body.
 */
@Component
class ActuatorErrors extends OncePerRequestFilter {

	private final String path;

	private final ErrorResponseWriter errors;

	ActuatorErrors(@Value("${management.endpoints.web.base-path}") String path, ErrorResponseWriter errors) {
		this.path = path + "/";
		this.errors = errors;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getServletPath().startsWith(this.path);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(request, response);
		if (response.getStatus() == HttpStatus.NOT_FOUND.value() && !response.isCommitted()) {
			this.errors.send(request, response, ApiException.notFound("there is nothing at this path"));
		}
	}

}
