package io.tagapi.acceptance;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.json.JSONException;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A response of the server.
 *
 * @param http the response with its body as text
 */
public record Response(HttpResponse<String> http) {

	public int status() {
		return this.http.statusCode();
	}

	public String body() {
		return this.http.body();
	}

	public Optional<String> header(String name) {
		return this.http.headers().firstValue(name);
	}

	public Map<String, Object> json() {
		return JsonMapper.shared().readValue(body(), new TypeReference<>() {
		});
	}

	/** Asserts the whole body: no property more, none less, its length and media type. */
	public void isJson(int status, String expected) {
		try {
			JSONAssert.assertEquals(expected, body(), JSONCompareMode.STRICT);
		}
		catch (JSONException ex) {
			throw new AssertionError("Not JSON: " + body(), ex);
		}
		assertThat(status()).isEqualTo(status);
		assertThat(header("Content-Type")).contains("application/json");
		assertThat(header("Content-Length")).contains(String.valueOf(body().getBytes(StandardCharsets.UTF_8).length));
		assertThat(header("X-Request-Id")).map(UUID::fromString).map(UUID::version).contains(4);
	}

	/** Asserts the whole error object. */
	public void isError(int status, String code, String message, String data) {
		isJson(status, JsonMapper.shared()
			.writeValueAsString(Map.of("result", status, "code", code, "message", message, "data", data)));
	}

	public void isInvalid(String specifics) {
		isError(400, "4000000", "RESOURCE_INVALID_PARAM",
				"The specified request parameters are not valid: " + specifics);
	}

	public void isMissing(String specifics) {
		isError(400, "4000001", "MISSING_REQUIRED_PARAM", "A required parameter is missing: " + specifics);
	}

	public void isNotFound(String specifics) {
		isError(404, "4040000", "RESOURCE_NOT_FOUND", "The requested resource does not exist: " + specifics);
	}

}
