package io.tagapi.sandbox;

import java.io.IOException;
import java.util.Locale;

import io.tagapi.server.http.limit.OperationPaths;
import io.tagapi.server.http.limit.Source;
import io.tagapi.server.http.request.BodyReceiver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Receives the forms of those who have no token yet, before they take a slot of the token
 * endpoint. No form is read anywhere else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class FormBodies extends OncePerRequestFilter {

	/** Several times the longest form that the token endpoint and the login take. */
	static final int MAX_SIZE = 4000;

	/** In front of a source. No name of an actor begins with it. */
	private static final String SOURCE = "/";

	private final BodyReceiver receiver;

	private final OperationPaths operations;

	FormBodies(BodyReceiver receiver, OperationPaths operations) {
		this.receiver = receiver;
		this.operations = operations;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.POST.matches(request.getMethod()) || this.operations.include(request) || !hasForm(request);
	}

	private static boolean hasForm(HttpServletRequest request) {
		String contentType = request.getContentType();
		return contentType != null
				&& contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		this.receiver.receive(request, SOURCE + Source.of(request), MAX_SIZE,
				(body) -> chain.doFilter((body != null) ? FormRequest.of(request, body.toBytes()) : request, response));
	}

}
