package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Collectors;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that HTTP or JSON does not allow, or allows with another meaning than a
 * lenient server would give them.
 */
@AcceptanceTest
@ExtendWith(OutputCaptureExtension.class)
class StrictHttpTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	private final JWKSource<SecurityContext> keys;

	StrictHttpTests(@Autowired TestServer server, @Autowired JWKSource<SecurityContext> keys) {
		this.server = server;
		this.keys = keys;
	}

	@Test
	void languagesThatAClientPrefersAreIgnored() {
		String many = IntStream.range(0, 200).mapToObj((i) -> "en-" + (100 + i)).collect(Collectors.joining(","));

		this.server.send(this.server.authorized(TAGS).header("Accept-Language", many)).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%74ag/v1/tags", "/tag/%761/tag%73" })
	void encodedCharactersOfAnAddressMakeNoDifference(String path) {
		Response response = this.server.send("POST", path + "?customerId=demo", "{\"name\": \"Floor 2\"}");

		assertThat(response.status()).isEqualTo(201);
		assertThat(this.server.get(TAGS).body()).contains("\"total\":1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/*", "*/*" })
	void mediaTypeOfAResponseHasNoParametersOfTheClient(String range) {
		Response response = this.server.send(this.server.authorized(TAGS).header("Accept", range + ";a=b;q=0.5"));

		response.isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}""");
	}

	/** A redirection. */
	@Test
	void requestOfWhichTheHeadersOfTheResponseWouldRepeatTooMuchIsRejected(CapturedOutput output) {
		this.server.send(this.server.request("/swagger-ui.html?" + "x".repeat(9_000)))
			.isInvalid("the headers of the response would repeat too much of the request");

		assertThat(output.getAll()).doesNotContain(" ERROR ", "\tat ");
	}

	@Test
	void originThatIsTooLongIsNone() {
		Response response = this.server
			.send(this.server.request("/openapi.yaml").header("Origin", "https://" + "x".repeat(9_000)));

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "identity, gzip", "x" })
	void bodyWithContentEncodingIsRejected(String coding) {
		Response response = this.server
			.send(post("{\"name\": \"Floor 2\"}".getBytes(StandardCharsets.UTF_8)).header("Content-Encoding", coding));

		response.isError(415, "41500000", "UNSUPPORTED_MEDIA_TYPE", "The media type of the request body is not "
				+ "supported: a body with a Content-Encoding is not read; send it as it is");
		assertThat(response.header("Accept-Encoding")).contains("identity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE" })
	void bodyInAnotherEncodingIsRejected(String charset) {
		this.server.send(post("{\"name\": \"Floor 2\"}".getBytes(Charset.forName(charset))))
			.isInvalid("the request body is not valid UTF-8");
	}

	@ParameterizedTest
	@CsvSource({ "C1A1, overlong of two bytes", "E081A1, overlong of three bytes", "F08081A1, overlong of four bytes",
			"EDA080, a surrogate", "F4908080, beyond Unicode", "FF, no UTF-8 at all", "C3, the half of a character" })
	void malformedUtf8IsRejected(String hex, String kind) {
		byte[] name = HexFormat.of().parseHex(hex);
		byte[] body = ("{\"name\": \"" + new String(name, StandardCharsets.ISO_8859_1) + "\"}")
			.getBytes(StandardCharsets.ISO_8859_1);

		this.server.send(post(body)).isInvalid("the request body is not valid UTF-8");
	}

	private java.net.http.HttpRequest.Builder post(byte[] body) {
		return this.server.authorized(TAGS)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(body));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "application/json;q=0", "*/*;q=0", "application/*;q=0",
			"application/json;q=0, */*", "application/json;q=0.0,application/*;q=1", "text/html" })
	void clientThatDoesNotAcceptJsonGetsNone(String accept) {
		this.server.send(this.server.authorized(TAGS).header("Accept", accept))
			.isError(406, "40600000", "NOT_ACCEPTABLE",
					"The requested representation is not available: accept application/json");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "application/json, */*;q=0", "application/*, */*;q=0", "text/html;q=0, */*;q=0.1", "*/*" })
	void mostSpecificRangeDecides(String accept) {
		assertThat(this.server.send(this.server.authorized(TAGS).header("Accept", accept)).status()).isEqualTo(200);
	}

	@Test
	void secondAuthorizationHeaderIsRejected() {
		Response response = this.server
			.send(this.server.authorized(TAGS).header("Authorization", "Bearer " + this.server.token()));

		response.isError(401, "40100000", "AUTHORIZATION_FAIL",
				"Missing or invalid authorization header: " + "the Authorization header must be given only once");
		assertThat(response.header("WWW-Authenticate")).contains("Bearer error=\"invalid_request\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sub", "client_id", "azp" })
	void tokenWhoseActorCannotBeRecordedIsRejected(String claim) {
		for (String value : List.of("a\u0000b", "x".repeat(1025), "line\nbreak")) {
			String token = TestTokens.sign(this.server.address(), this.keys, (claims) -> claims.claim(claim, value));

			Response response = this.server.send(this.server.request(TAGS).header("Authorization", "Bearer " + token));

			assertThat(response.status()).as("%s %s", claim, value).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sub", "client_id", "azp" })
	void longestActorIsRecorded(String claim) {
		String token = TestTokens.sign(this.server.address(), this.keys,
				(claims) -> claims.claim(claim, "\uD83D\uDE00".repeat(1024)));

		Response response = this.server.send(this.server.request(TAGS)
			.header("Authorization", "Bearer " + token)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")));

		assertThat(response.status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "/tag/v1/tags?customerId=demo; GET, POST", "/tag/v1/devices/bulkAssign; POST",
			"/tag/v1/tags/1; DELETE, GET, PUT", "/openapi.yaml; GET" })
	void traceIsRejectedWithTheMethodsOfThePath(String path, String methods) throws IOException {
		assertThat(send("TRACE", path)).startsWith("HTTP/1.1 405 ")
			.contains("\r\nAllow: " + methods + "\r\n", "\"code\":\"40500000\"")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource({ "TRACE, /nothing", "TRACE, /tag/v1/nothing", "TRACE, /actuator/nothing" })
	void methodOfAnUnknownPathIsNotFound(String method, String path) throws IOException {
		assertThat(send(method, path)).startsWith("HTTP/1.1 404 ").contains("\"code\":\"4040000\"");
	}

	private String send(String method, String path) throws IOException {
		try (Socket socket = new Socket(this.server.address().getHost(), this.server.address().getPort())) {
			socket.getOutputStream()
				.write((method + " " + path + " HTTP/1.1\r\nHost: a\r\nX-Test: secret\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/db", "/actuator/health/nothing", "/actuator/nothing", "/actuator/",
			"/actuator/health/liveness/x", "/%61ctuator/nothing" })
	void unknownPathsOfTheActuatorAreErrors(String path) {
		this.server.send(this.server.request(path)).isNotFound("there is nothing at this path");
	}

}
