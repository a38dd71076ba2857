package io.tagapi.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The HTTP client that the generated code sends with: adds the access token, and repeats
 * a request once with another token when the server responds with 401, which means that
 * nothing was done.
 */
final class AuthorizingHttpClient extends HttpClient {

	private static final int UNAUTHORIZED = 401;

	private final Exchanges exchanges;

	private final AccessTokens tokens;

	AuthorizingHttpClient(Exchanges exchanges, AccessTokens tokens) {
		this.exchanges = exchanges;
		this.tokens = tokens;
	}

	@Override
	public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
			throws IOException, InterruptedException {
		String token = this.tokens.current();
		HttpResponse<T> response = this.exchanges.send(authorized(request, token), handler);
		if (response.statusCode() != UNAUTHORIZED) {
			return response;
		}
		String other = this.tokens.insteadOf(token);
		return other.equals(token) ? response : this.exchanges.send(authorized(request, other), handler);
	}

	private static HttpRequest authorized(HttpRequest request, String token) {
		return HttpRequest.newBuilder(request, (name, value) -> true)
			.setHeader("Authorization", "Bearer " + token)
			.build();
	}

	/**
	 * Not supported: the generated code is synchronous.
	 */
	@Override
	public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
		throw new UnsupportedOperationException("The generated code sends synchronously");
	}

	/**
	 * Not supported: the generated code is synchronous.
	 */
	@Override
	public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler,
			PushPromiseHandler<T> pushPromiseHandler) {
		throw new UnsupportedOperationException("The generated code sends synchronously");
	}

	@Override
	public Optional<CookieHandler> cookieHandler() {
		return http().cookieHandler();
	}

	@Override
	public Optional<Duration> connectTimeout() {
		return http().connectTimeout();
	}

	@Override
	public Redirect followRedirects() {
		return http().followRedirects();
	}

	@Override
	public Optional<ProxySelector> proxy() {
		return http().proxy();
	}

	@Override
	public SSLContext sslContext() {
		return http().sslContext();
	}

	@Override
	public SSLParameters sslParameters() {
		return http().sslParameters();
	}

	@Override
	public Optional<Authenticator> authenticator() {
		return http().authenticator();
	}

	@Override
	public Version version() {
		return http().version();
	}

	@Override
	public Optional<Executor> executor() {
		return http().executor();
	}

	/**
	 * Closes the connections, if they are this client's own. It overrides the method that
	 * {@link HttpClient} has since Java 21.
	 */
	@SuppressWarnings("MissingOverride")
	public void close() {
		this.exchanges.close();
	}

	private HttpClient http() {
		return this.exchanges.http();
	}

}
