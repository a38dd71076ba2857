package io.tagapi.client;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.tagapi.client.FakeServer.Request;
import io.tagapi.client.FakeServer.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Where access tokens come from, and how long they are used.
 */
class AccessTokensTests {

	private static final Response NO_TAGS = FakeServer.envelope("{\"total\":0,\"tags\":[]}");

	private static final Response UNAUTHORIZED = Response.json(401,
			"""
					{"result":401,"code":"40100000","message":"AUTHORIZATION_FAIL","data":"Missing or invalid authorization header"}""");

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final FakeServer server = new FakeServer();

	private final TagApiClient client = this.server.client().clock(this.now::get).build();

	@BeforeEach
	void respond() {
		this.server.respondsWith(NO_TAGS);
	}

	@AfterEach
	void close() {
		this.server.close();
		this.client.close();
	}

	@Test
	void asksTheTokenEndpointWithTheCredentialsAsFormFields() {
		// when
		this.client.listTags("demo");

		// then
		assertThat(this.server.tokenRequests())
			.containsExactly(new Request("POST /ams/v1/oauth2/token", null, "application/x-www-form-urlencoded",
					"grant_type=client_credentials&client_id=an+id&client_secret=s%26cret%3D%C3%BC&scope=tag"));
	}

	@ParameterizedTest
	@CsvSource({ "tag.tags:view tag.tags:manage, &scope=tag.tags%3Aview+tag.tags%3Amanage", "'', ''" })
	void asksForTheScopes(String scopes, String field) {
		// given
		String[] each = Stream.of(scopes.split(" ")).filter((scope) -> !scope.isEmpty()).toArray(String[]::new);

		// when
		try (TagApiClient scoped = this.server.client().scopes(each).build()) {
			scoped.listTags("demo");
		}

		// then
		assertThat(this.server.tokenRequests()).singleElement()
			.extracting(Request::body)
			.isEqualTo("grant_type=client_credentials&client_id=an+id&client_secret=s%26cret%3D%C3%BC" + field);
	}

	@Test
	void asksAnotherTokenEndpoint() {
		try (FakeServer other = new FakeServer();
				TagApiClient foreign = this.server.client()
					.tokenEndpoint(other.address().resolve("/ams/v1/oauth2/token?tenant=7"))
					.build()) {
			// when
			foreign.listTags("demo");

			// then
			assertThat(other.tokenRequests()).extracting(Request::line)
				.containsExactly("POST /ams/v1/oauth2/token?tenant=7");
			assertThat(this.server.tokenRequests()).isEmpty();
		}
	}

	@Test
	void asksOnceForManyThreads() throws Exception {
		// given
		this.server.respondsToTokenRequests((exchange) -> {
			pause(Duration.ofMillis(200));
			FakeServer.token(1, "600").send(exchange);
		});

		// when
		List<Future<Object>> calls = inParallel(32, () -> this.client.listTags("demo"));

		// then
		assertThat(calls).allSatisfy((call) -> assertThat(call.state()).isEqualTo(Future.State.SUCCESS));
		assertThat(this.server.tokenRequests()).hasSize(1);
	}

	@Test
	void asksOnceForManyThreadsWhenTheTokenIsRefused() throws Exception {
		// given
		this.client.listTags("demo");
		this.server
			.respondsWith((exchange) -> (isAuthorized(exchange.getRequestHeaders().getFirst("Authorization"), "token-2")
					? NO_TAGS : UNAUTHORIZED)
				.send(exchange));

		// when
		List<Future<Object>> calls = inParallel(32, () -> this.client.listTags("demo"));

		// then
		assertThat(calls).allSatisfy((call) -> assertThat(call.state()).isEqualTo(Future.State.SUCCESS));
		assertThat(this.server.tokenRequests()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "600, 569, 570", "40, 19, 20", "\"600\", 569, 570" })
	void renewsATokenShortlyBeforeItExpires(String expiresIn, long lastUse, long firstRenewal) {
		// given
		this.server.respondsToTokenRequests(
				(exchange) -> FakeServer.token(this.server.tokenRequests().size(), expiresIn).send(exchange));

		// when
		callAfter(0);
		callAfter(lastUse);
		callAfter(firstRenewal - lastUse);

		// then
		assertThat(this.server.requests()).extracting(Request::authorization)
			.containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
	}

	@Test
	void usesATokenWithoutAnEndUntilItIsRefused() {
		// given
		this.server.respondsToTokenRequests(Response.json(200, "{\"access_token\":\"token-1\"}"));

		// when
		callAfter(0);
		callAfter(Duration.ofDays(30).toSeconds());

		// then
		assertThat(this.server.tokenRequests()).hasSize(1);
	}

	@Test
	void repeatsACallOnceWithANewToken() {
		// given
		this.client.listTags("demo");
		this.server
			.respondsWith((exchange) -> (isAuthorized(exchange.getRequestHeaders().getFirst("Authorization"), "token-2")
					? NO_TAGS : UNAUTHORIZED)
				.send(exchange));

		// when
		this.client.listTags("demo");

		// then
		assertThat(this.server.requests()).extracting(Request::authorization)
			.containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
	}

	@Test
	void doesNotRepeatACallTwice() {
		// given
		this.server.respondsWith(UNAUTHORIZED);

		// when
		TagApiException error = catchThrowableOfType(TagApiException.class, () -> this.client.listTags("demo"));

		// then
		assertThat(error).hasMessage("401 40100000 AUTHORIZATION_FAIL: Missing or invalid authorization header");
		assertThat(this.server.requests()).hasSize(2);
		assertThat(this.server.tokenRequests()).hasSize(2);
	}

	@Test
	void asksTheSupplierOnceMoreWhenItsTokenIsRefused() {
		// given
		this.server.respondsWith(UNAUTHORIZED);
		AtomicReference<String> token = new AtomicReference<>("a");

		// when
		try (TagApiClient supplied = supplied(() -> token.getAndUpdate((last) -> last + "a"))) {
			assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> supplied.listTags("demo"));
		}

		// then
		assertThat(this.server.requests()).extracting(Request::authorization).containsExactly("Bearer a", "Bearer aa");
	}

	@Test
	void doesNotRepeatACallWithTheSameToken() {
		// given
		this.server.respondsWith(UNAUTHORIZED);

		// when
		try (TagApiClient supplied = supplied(() -> "a")) {
			assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> supplied.listTags("demo"));
		}

		// then
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "private\n", "private token", "privaté" })
	void refusesASuppliedTokenThatCannotBeSent(String token) {
		// given
		try (TagApiClient supplied = supplied(() -> token)) {
			// when, then
			assertThatIllegalStateException().isThrownBy(() -> supplied.listTags("demo"))
				.withMessage("The access token supplier returned what is not an access token: "
						+ "it is null, empty, or has characters that a header must not have")
				.withNoCause();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "401 | {\"error\":\"invalid_client\"} | invalid_client",
			"401 | {\"code\":\"40100000\",\"data\":\"Missing: invalid_client: s&cret=ü is wrong\"} | invalid_client",
			"400 | {\"error\":\"invalid_scope\"} | invalid_scope", "400 | {\"error\":\"s&cret=ü\"} | NO_ERROR_OBJECT",
			"503 | <html>s&cret=ü</html> | NO_ERROR_OBJECT", "302 | {} | NO_ERROR_OBJECT" })
	void reportsATokenEndpointThatGivesNoToken(int status, String body, String message) {
		// given
		this.server.respondsToTokenRequests(Response.json(status, body));

		// when
		TagApiException error = catchThrowableOfType(TagApiException.class, () -> this.client.listTags("demo"));

		// then
		assertThat(error).hasNoCause()
			.hasMessage(
					"%d %s: The token endpoint %s gave no access token".formatted(status, message, tokenEndpoint()));
		assertThat(error.code()).isEqualTo(TagApiException.NO_CODE);
		assertThat(this.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "private", "{}", "{\"access_token\":\"\"}", "{\"access_token\":\"private\\nX: y\"}" })
	void reportsATokenEndpointThatCannotBeUnderstood(String body) {
		// given
		this.server.respondsToTokenRequests(Response.json(200, body));

		// when, then
		assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> this.client.listTags("demo"))
			.withMessage("The response of " + tokenEndpoint() + " is not what the contract says")
			.withNoCause();
	}

	@Test
	void reportsATokenEndpointThatDoesNotRespond() {
		// given
		URI nobody = URI.create("http://127.0.0.1:1/token?key=private");

		// when
		try (TagApiClient lost = this.server.client().tokenEndpoint(nobody).build()) {
			// then
			assertThatExceptionOfType(TagApiConnectionException.class).isThrownBy(() -> lost.listTags("demo"))
				.withMessage("No response from http://127.0.0.1:1/token: the connection was refused or failed")
				.withCauseInstanceOf(ConnectException.class);
		}
	}

	@Test
	void asksAgainAfterAFailure() {
		// given
		this.server.respondsToTokenRequests(Response.json(503, ""));
		assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> this.client.listTags("demo"));
		this.server.respondsToTokenRequests(FakeServer.token(7, "600"));

		// when
		this.client.listTags("demo");

		// then
		assertThat(this.server.requests()).extracting(Request::authorization).containsExactly("Bearer token-7");
	}

	@Test
	void showsNoSecrets() {
		assertThat(this.client).hasToString("TagApiClient[" + this.server.address() + "]");
		assertThat(new ClientCredentials("id", "s&cret")).hasToString("ClientCredentials[id=id]");
		assertThat(new TokenResponse.AccessToken("private", Instant.EPOCH))
			.hasToString("AccessToken[renewAt=1970-01-01T00:00:00Z]");
	}

	private TagApiClient supplied(Supplier<String> supplier) {
		return TagApiClient.builder(this.server.address()).accessToken(supplier).build();
	}

	private void callAfter(long seconds) {
		this.now.updateAndGet((instant) -> instant.plusSeconds(seconds));
		this.client.listTags("demo");
	}

	private String tokenEndpoint() {
		return this.server.address() + "/ams/v1/oauth2/token";
	}

	private static boolean isAuthorized(String header, String token) {
		return header.equals("Bearer " + token);
	}

	private static void pause(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private static List<Future<Object>> inParallel(int times, Callable<Object> call) throws InterruptedException {
		try (ExecutorService executor = Executors.newFixedThreadPool(times)) {
			return executor.invokeAll(Stream.generate(() -> call).limit(times).toList());
		}
	}

}
