package io.tagapi.sandbox;

import java.io.IOException;
import java.util.Map;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says what is wrong with an authorization request that names no address to which the
 * browser could be sent back with the error. Spring tells the container only.
 */
final class AuthorizationErrors extends OncePerRequestFilter {

	private static final String CLIENT = "client_id";

	/** By the parameter with which Spring's message ends. */
	private static final Map<String, String> SENTENCES = Map.of(CLIENT,
			"client_id is that of no client with redirect-uris", "redirect_uri",
			"redirect_uri is none of the client's, to the letter", "response_type", "response_type must be code");

	private final String path;

	private final RegisteredClientRepository clients;

	private final ErrorResponseWriter errors;

	/**
	 * Looks at the requests of one path.
	 * @param path the path, within the context
	 * @param clients those who may send such requests
	 * @param errors writes the error object
	 */
	AuthorizationErrors(String path, RegisteredClientRepository clients, ErrorResponseWriter errors) {
		this.path = path;
		this.clients = clients;
		this.errors = errors;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.path.equals(request.getServletPath());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		@Nullable String id = request.getParameter(CLIENT);
		@Nullable RegisteredClient client = (id != null) ? this.clients.findByClientId(id) : null;
		// Spring takes it for granted that a client has one.
		if (client != null && client.getRedirectUris().isEmpty()) {
			throw ApiException.invalid(String.valueOf(SENTENCES.get(CLIENT)));
		}
		chain.doFilter(request, new HttpServletResponseWrapper(response) {

			@Override
			public void sendError(int status, String message) throws IOException {
				String parameter = message.substring(message.lastIndexOf(' ') + 1);
				AuthorizationErrors.this.errors.send(request, response,
						(request.getParameter(parameter) == null) ? ApiException.missing(parameter + " is required")
								: ApiException.invalid(SENTENCES.getOrDefault(parameter, message)));
			}

		});
	}

}
