package io.tagapi.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

	/** Each byte may take three characters in an address. */
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
			.mapToInt((entry) -> bytes(entry.getKey())
					+ Arrays.stream(entry.getValue()).mapToInt(AuthorizationLength::bytes).sum())
			.sum();
		if (length > MAX) {
			throw ApiException.invalid("an authorization request has at most " + MAX + " bytes");
		}
		chain.doFilter(request, response);
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
