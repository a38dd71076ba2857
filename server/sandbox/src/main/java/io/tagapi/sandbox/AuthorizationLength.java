package io.tagapi.sandbox;

import java.io.IOException;
import java.util.Arrays;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects long authorization requests: the response repeats the state of the client in a
 * header, for which there are 8 KB, and the authorization keeps all of the request.
 */
final class AuthorizationLength extends OncePerRequestFilter {

	/** Each character may take three in an address. */
	static final int MAX = 2000;

	private final String path;

	/**
	 * Looks at the requests of one path.
	 * @param path the path, within the context
	 */
	AuthorizationLength(String path) {
		this.path = path;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.path.equals(request.getServletPath());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		int length = request.getParameterMap()
			.entrySet()
			.stream()
			.mapToInt(
					(entry) -> entry.getKey().length() + Arrays.stream(entry.getValue()).mapToInt(String::length).sum())
			.sum();
		if (length > MAX) {
			throw ApiException.invalid("an authorization request has at most " + MAX + " characters");
		}
		chain.doFilter(request, response);
	}

}
