package io.tagapi.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The OAuth 2.0 token endpoint, with the client credentials grant.
 */
final class TokenEndpoint {

	private static final Duration LONGEST_SKEW = Duration.ofSeconds(30);

	/** Only these are passed on: another text might repeat the secret. */
	private static final Set<String> ERRORS = Set.of("invalid_request", "invalid_client", "invalid_grant",
			"unauthorized_client", "unsupported_grant_type", "invalid_scope");

	private final URI address;

	private final HttpRequest request;

	private final Exchanges exchanges;

	private final ObjectMapper mapper;

	private final InstantSource clock;

	TokenEndpoint(URI address, String form, Exchanges exchanges, ObjectMapper mapper, InstantSource clock) {
		this.address = address;
		this.request = HttpRequest.newBuilder(address)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Accept", "application/json")
			.POST(BodyPublishers.ofString(form))
			.build();
		this.exchanges = exchanges;
		this.mapper = mapper;
		this.clock = clock;
	}

	/**
	 * The address as messages name it, without a query.
	 */
	URI address() {
		return this.address.resolve(this.address.getRawPath());
	}

	/**
	 * Requests a token. The response does not depend on the calling thread, so that many
	 * can wait for it.
	 */
	CompletableFuture<TokenResponse> requestToken() {
		Instant requestedAt = this.clock.instant();
		return this.exchanges.start(this.request, BodyHandlers.ofString(UTF_8))
			.thenApply((response) -> read(response, requestedAt));
	}

	/**
	 * The exception for a missing response.
	 */
	TagApiConnectionException noResponse(ExecutionException failure) {
		return TagApiConnectionException.noResponse(address(), this.exchanges.cause(failure));
	}

	private TokenResponse read(HttpResponse<String> response, Instant requestedAt) {
		JsonNode body = parse(response.body());
		if (response.statusCode() != 200) {
			return new TokenResponse.Refusal(response.statusCode(), error(body));
		}
		String token = body.path("access_token").asString("");
		if (!TokenResponse.AccessToken.isWellFormed(token)) {
			return new TokenResponse.Unreadable();
		}
		return new TokenResponse.AccessToken(token,
				renewAt(requestedAt, body.path("expires_in").asInt(Integer.MAX_VALUE)));
	}

	/**
	 * The server of the Tag API names the error in the detail of its own error object.
	 */
	private static String error(JsonNode body) {
		String error = body.path("error").asString("");
		String detail = body.path("data").asString("");
		return ERRORS.stream()
			.filter((each) -> error.equals(each) || detail.contains(": " + each + ":"))
			.findFirst()
			.orElse(TagApiException.NO_ERROR_OBJECT);
	}

	/** The parser's exception is not passed on: it might quote a token. */
	private JsonNode parse(String body) {
		try {
			return this.mapper.readTree(body);
		}
		catch (JacksonException e) {
			return this.mapper.missingNode();
		}
	}

	private static Instant renewAt(Instant requestedAt, int expiresIn) {
		Duration lifetime = Duration.ofSeconds(expiresIn);
		Duration half = lifetime.dividedBy(2);
		return requestedAt.plus(lifetime).minus((half.compareTo(LONGEST_SKEW) < 0) ? half : LONGEST_SKEW);
	}

}
