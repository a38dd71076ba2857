package io.tagapi.client;

import java.time.Duration;

import io.tagapi.client.FakeServer.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How an error response becomes an exception.
 */
class ErrorResponsesTests {

	private final FakeServer server = new FakeServer();

	private final TagApiClient client = this.server.client().build();

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void carriesTheErrorObject() {
		// given
		this.server.respondsWith(Response.json(400, """
				{"result":400,"code":"4000000","message":"RESOURCE_INVALID_PARAM","data":\
				"The specified request parameters are not valid: name is taken by another tag (Étage 2)"}""")
			.with("X-Request-Id", "5b0f3c52-94f4-4f0e-9d5e-3a2f6f1f7f11"));

		// when
		TagApiException error = error();

		// then
		assertThat(error.result()).isEqualTo(400);
		assertThat(error.code()).isEqualTo("4000000");
		assertThat(error.message()).isEqualTo("RESOURCE_INVALID_PARAM");
		assertThat(error.data())
			.isEqualTo("The specified request parameters are not valid: name is taken by another tag (Étage 2)");
		assertThat(error.requestId()).hasValue("5b0f3c52-94f4-4f0e-9d5e-3a2f6f1f7f11");
		assertThat(error.retryAfter()).isEmpty();
		assertThat(error)
			.hasMessage("400 4000000 RESOURCE_INVALID_PARAM: The specified request parameters are not valid: "
					+ "name is taken by another tag (Étage 2)");
	}

	@Test
	void saysHowLongToWait() {
		// given
		this.server.respondsWith(Response.json(503, """
				{"result":503,"code":"50300000","message":"SERVICE_UNAVAILABLE",\
				"data":"The service is temporarily unavailable"}""").with("Retry-After", "7"));

		// when
		TagApiException error = error();

		// then
		assertThat(error.retryAfter()).hasValue(Duration.ofSeconds(7));
	}

	@Test
	void doesWithoutAWaitThatIsNotInSeconds() {
		// given
		this.server.respondsWith(
				Response.of(503, "text/html", "<p>Back soon").with("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"));

		// when
		TagApiException error = error();

		// then
		assertThat(error.retryAfter()).isEmpty();
	}

	@Test
	void acceptsACodeOfALaterVersion() {
		// given
		this.server.respondsWith(Response.json(409, """
				{"result":409,"code":"40900001","message":"TAG_IS_LOCKED","data":"Locked","until":{"day":1}}"""));

		// when
		TagApiException error = error();

		// then
		assertThat(error).hasMessage("409 40900001 TAG_IS_LOCKED: Locked");
		assertThat(error.requestId()).isEmpty();
	}

	@Test
	void keepsTheMessageOnOneLine() {
		// given
		this.server.respondsWith(Response.json(400, """
				{"result":400,"code":"4000000","message":"RESOURCE_INVALID_PARAM","data":"one\\r\\ntwo"}"""));

		// when
		TagApiException error = error();

		// then
		assertThat(error).hasMessage("400 4000000 RESOURCE_INVALID_PARAM: one two");
		assertThat(error.data()).isEqualTo("one\r\ntwo");
	}

	@Test
	void standsInForTheErrorObjectOfAProxy() {
		// given
		this.server.respondsWith(Response.of(502, "text/html", "<html><h1>Bad Gateway</h1></html>"));

		// when
		TagApiException error = error();

		// then
		assertThat(error.result()).isEqualTo(502);
		assertThat(error.code()).isEqualTo(TagApiException.NO_CODE);
		assertThat(error.message()).isEqualTo(TagApiException.NO_ERROR_OBJECT);
		assertThat(error).hasMessage("502 NO_ERROR_OBJECT: The response of " + this.server.address()
				+ "/tag/v1 is not an error object of the Tag API, it is text/html");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"4000000\"", "{}", "{\"result\":400,\"code\":\"4000000\",\"mess",
			"{\"status\":400,\"error\":\"Bad Request\"}", "{\"code\":{},\"message\":\"m\"}", "{\"code\":\"4000000\"}" })
	void standsInForWhatIsNoErrorObject(String body) {
		// given
		this.server.respondsWith(Response.json(400, body));

		// when
		TagApiException error = error();

		// then
		assertThat(error).hasMessage("400 NO_ERROR_OBJECT: The response of " + this.server.address()
				+ "/tag/v1 is not an error object of the Tag API, it is application/json");
	}

	@Test
	void doesNotPassOnTheTokenThatAProxyRepeats() {
		// given
		this.server.respondsWith((exchange) -> Response
			.of(400, "text/html", "Your request had " + exchange.getRequestHeaders().getFirst("Authorization"))
			.send(exchange));

		// when
		TagApiException error = error();

		// then
		assertThat(this.server.requests()).extracting(FakeServer.Request::authorization)
			.containsExactly("Bearer token-1");
		assertThat(error).hasNoCause();
		assertThat(error.getMessage()).doesNotContain("token-1");
	}

	@Test
	void doesNotFollowARedirect() {
		// given
		this.server.respondsWith(Response.of(302, "text/html", "").with("Location", "/login"));

		// when
		TagApiException error = error();

		// then
		assertThat(error.result()).isEqualTo(302);
		assertThat(this.server.requests()).hasSize(1);
	}

	private TagApiException error() {
		return catchThrowableOfType(TagApiException.class, () -> this.client.listTags("demo"));
	}

}
