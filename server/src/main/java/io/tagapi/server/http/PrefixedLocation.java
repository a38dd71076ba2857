package io.tagapi.server.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the prefix by which the client knows this server before the address of a new
 * resource. A stored response has none, because it may be replayed under another.
 */
@Component
class PrefixedLocation extends OncePerRequestFilter {

	private final String basePath;

	PrefixedLocation(@Value("${tag-api.base-path}") String basePath) {
		this.basePath = basePath + "/";
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getContextPath().isEmpty();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(request, new HttpServletResponseWrapper(response) {

			@Override
			public void setHeader(String name, @Nullable String value) {
				super.setHeader(name, prefixed(request, name, value));
			}

			@Override
			public void addHeader(String name, @Nullable String value) {
				super.addHeader(name, prefixed(request, name, value));
			}

		});
	}

	private @Nullable String prefixed(HttpServletRequest request, String name, @Nullable String value) {
		return (HttpHeaders.LOCATION.equalsIgnoreCase(name) && value != null && value.startsWith(this.basePath))
				? request.getContextPath() + value : value;
	}

}
