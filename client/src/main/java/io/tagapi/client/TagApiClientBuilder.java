package io.tagapi.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import io.tagapi.client.invoker.ApiClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Builds a {@link TagApiClient}. Either client credentials or an access token supplier
 * have to be given, the rest has defaults. Not thread-safe.
 */
public final class TagApiClientBuilder {

	private static final String TOKEN_PATH = "/ams/v1/oauth2/token";

	private final URI baseAddress;

	private @Nullable URI tokenEndpoint;

	private @Nullable List<String> scopes;

	private @Nullable ClientCredentials credentials;

	private @Nullable Supplier<String> supplier;

	private final Map<String, String> tokenParameters = new LinkedHashMap<>();

	private @Nullable HttpClient httpClient;

	private Duration connectTimeout = Duration.ofSeconds(5);

	private Duration requestTimeout = Duration.ofSeconds(30);

	private int retries = 3;

	private Retries.Pause pause = (duration) -> Thread.sleep(duration.toMillis());

	private InstantSource clock = InstantSource.system();

	TagApiClientBuilder(URI baseAddress) {
		requireHttp(baseAddress, "The base address");
		require(baseAddress.getRawQuery() == null, "The base address must not have a query");
		this.baseAddress = URI.create(baseAddress.toString().replaceAll("/+$", ""));
	}

	/**
	 * Gets access tokens with the OAuth 2.0 client credentials grant, keeps each until
	 * shortly before it expires, and gets another when the server refuses it.
	 * @param id the client id
	 * @param secret the client secret, sent to the token endpoint only
	 * @return this builder
	 * @throws IllegalArgumentException if one of them is empty
	 */
	public TagApiClientBuilder clientCredentials(String id, String secret) {
		require(!id.isEmpty(), "The client id is empty");
		require(!secret.isEmpty(), "The client secret is empty");
		this.credentials = new ClientCredentials(id, secret);
		return this;
	}

	/**
	 * Takes access tokens from the caller instead of a token endpoint, to which nothing
	 * is sent then.
	 * @param supplier called by the calling thread before each request, and once more if
	 * the server refuses its token; has to be thread-safe
	 * @return this builder
	 */
	public TagApiClientBuilder accessToken(Supplier<String> supplier) {
		this.supplier = supplier;
		return this;
	}

	/**
	 * Sets where client credentials are exchanged for access tokens.
	 * @param address an absolute address; {@code /ams/v1/oauth2/token} under the base
	 * address unless set
	 * @return this builder
	 * @throws IllegalArgumentException if it is no http or https address
	 */
	public TagApiClientBuilder tokenEndpoint(URI address) {
		requireHttp(address, "The token endpoint");
		this.tokenEndpoint = address;
		return this;
	}

	/**
	 * Sets the scopes to request from the token endpoint.
	 * @param scopes the scopes; {@code tag} unless set, and what the token endpoint
	 * thinks fit if there are none
	 * @return this builder
	 */
	public TagApiClientBuilder scopes(String... scopes) {
		this.scopes = List.of(scopes);
		return this;
	}

	/**
	 * Adds a parameter to the requests for access tokens, such as {@code audience} or
	 * {@code resource}, which some issuers need.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 * @throws IllegalArgumentException if the client sets the parameter itself
	 */
	public TagApiClientBuilder tokenParameter(String name, String value) {
		require(!ClientCredentials.FIELDS.contains(name), "The token parameter " + name + " is set by the client");
		this.tokenParameters.put(name, value);
		return this;
	}

	/**
	 * Sends with an HTTP client of the caller: with a proxy, with certificates of its
	 * own, or on threads of its own. It says how long making a connection may take and
	 * which version of HTTP is used; {@link TagApiClient#close()} leaves it open.
	 * @param client the HTTP client
	 * @return this builder
	 */
	public TagApiClientBuilder httpClient(HttpClient client) {
		this.httpClient = client;
		return this;
	}

	/**
	 * Sets how long making a connection may take, unless the HTTP client is the caller's.
	 * @param timeout the limit; 5 seconds unless set
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive
	 */
	public TagApiClientBuilder connectTimeout(Duration timeout) {
		require(isPositive(timeout), "The connect time-out must be positive");
		this.connectTimeout = timeout;
		return this;
	}

	/**
	 * Sets how long one request may take, to the last byte of its response. A call that
	 * needs an access token first, or another one, or is made again, makes more than one
	 * request.
	 * @param timeout the limit; 30 seconds unless set
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive
	 */
	public TagApiClientBuilder requestTimeout(Duration timeout) {
		require(isPositive(timeout), "The request time-out must be positive");
		this.requestTimeout = timeout;
		return this;
	}

	/**
	 * Sets how often a call may be made again that has failed in a way that may pass. The
	 * wait before is what {@code Retry-After} says, or a random time that grows with each
	 * attempt, and never more than 30 seconds.
	 * @param limit the limit; 3 unless set, and 0 for never
	 * @return this builder
	 * @throws IllegalArgumentException if it is negative
	 */
	public TagApiClientBuilder retries(int limit) {
		require(limit >= 0, "The number of retries must not be negative");
		this.retries = limit;
		return this;
	}

	TagApiClientBuilder pause(Retries.Pause pause) {
		this.pause = pause;
		return this;
	}

	TagApiClientBuilder clock(InstantSource clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Builds the client. Nothing is sent yet.
	 * @return the client
	 * @throws IllegalStateException if neither client credentials nor an access token
	 * supplier are given, or both, or what to send to the token endpoint beside a
	 * supplier
	 */
	public TagApiClient build() {
		Exchanges exchanges = new Exchanges((this.httpClient != null) ? this.httpClient : newHttpClient(),
				this.httpClient == null, this.requestTimeout);
		ObjectMapper mapper = ApiClient.createDefaultObjectMapper();
		return new TagApiClient(this.baseAddress, mapper,
				new AuthorizingHttpClient(exchanges, tokens(exchanges, mapper)),
				new Retries(this.retries, new Random(), this.pause));
	}

	private HttpClient newHttpClient() {
		return HttpClient.newBuilder().connectTimeout(this.connectTimeout).version(version()).build();
	}

	private AccessTokens tokens(Exchanges exchanges, ObjectMapper mapper) {
		if (this.credentials != null && this.supplier != null) {
			throw new IllegalStateException(
					"Client credentials and an access token supplier are both given: only one can be used");
		}
		if (this.supplier != null) {
			refuseForSupplier("A token endpoint", this.tokenEndpoint != null);
			refuseForSupplier("Scopes", this.scopes != null);
			refuseForSupplier("Token parameters", !this.tokenParameters.isEmpty());
			return new SuppliedTokens(this.supplier);
		}
		if (this.credentials == null) {
			throw new IllegalStateException(
					"Client credentials are missing: give them, or an access token supplier instead");
		}
		URI address = (this.tokenEndpoint != null) ? this.tokenEndpoint : URI.create(this.baseAddress + TOKEN_PATH);
		List<String> requested = (this.scopes != null) ? this.scopes : List.of("tag");
		TokenEndpoint endpoint = new TokenEndpoint(address, this.credentials.form(requested, this.tokenParameters),
				exchanges, mapper, this.clock);
		return new ClientCredentialsTokens(endpoint, this.clock);
	}

	private static void refuseForSupplier(String setting, boolean given) {
		if (given) {
			throw new IllegalStateException(setting + " and an access token supplier are both given: with a supplier, "
					+ "the client requests no tokens");
		}
	}

	/**
	 * Without TLS the JDK requests an upgrade to HTTP/2, to which some proxies respond
	 * with an error.
	 */
	private HttpClient.Version version() {
		return isScheme(this.baseAddress, "https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
	}

	private static void requireHttp(URI address, String what) {
		require(isScheme(address, "http") || isScheme(address, "https"), what + " must start with http:// or https://");
		require(address.getHost() != null, what + " must name a host");
		require(address.getRawUserInfo() == null, what + " must not have a user name or password");
		require(address.getRawFragment() == null, what + " must not have a fragment");
	}

	private static boolean isScheme(URI address, String scheme) {
		return address.getScheme() != null && address.getScheme().toLowerCase(Locale.ROOT).equals(scheme);
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(otherwise);
		}
	}

}
