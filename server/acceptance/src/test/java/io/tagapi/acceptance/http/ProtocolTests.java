package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are no proper HTTP, or that the container or a framework would respond to
 * by itself: each gets the error object too. They are written to the socket, because no
 * HTTP client would send them.
 */
@AcceptanceTest
class ProtocolTests {

	private static final String INVALID = "The specified request parameters are not valid";

	private final TestServer server;

	ProtocolTests(@Autowired TestServer server) {
		this.server = server;
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "GARBAGE", "GET /tag/v1/tags?x=[ HTTP/1.1|Host: a", "GET /tag/v1/%zz HTTP/1.1|Host: a",
					"GET /tag/v1/%00 HTTP/1.1|Host: a", "GET /tag/v1/tags%2F1 HTTP/1.1|Host: a",
					"GET /tag/v1/..%5c HTTP/1.1|Host: a", "GET /tag/v1/tags HTTP/1.1",
					"GET /tag/v1/tags HTTP/1.1|Host: a|Host: b", "GET /tag/v1/tags HTTP/1.1|Host: a|No Colon",
					"POST /tag/v1/tags HTTP/1.1|Host: a|Content-Length: -1",
					"POST /tag/v1/tags HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 6" })
	void requestsThatTheContainerRejectsAreInvalid(String request) throws Exception {
		isError(send(request), 400, "4000000", "RESOURCE_INVALID_PARAM", INVALID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /tag/v1/tags HTTP/1.1|Host: a|X-Long: {long}",
			"GET /tag/v1/tags?{long} HTTP/1.1|Host: a" })
	void tooLongHeaderIsRejectedWithTheLimit(String request) throws Exception {
		isError(send(request), 400, "4000000", "RESOURCE_INVALID_PARAM",
				INVALID + ": the request line and the headers are larger than 32768 bytes");
	}

	/** Tomcat would move the rest of the path for each of these. */
	@ParameterizedTest
	@ValueSource(strings = { ";", ";a", "/;", "/", "/.", "/../", "%2e", "%2F", "%3B", "a" })
	void longPathIsNotLookedAt(String part) throws Exception {
		String path = part.repeat(30_000 / part.length());
		String message = INVALID + ": the path is longer than 4096 bytes";

		isError(send("GET /" + path + " HTTP/1.1|Host: a"), 400, "4000000", "RESOURCE_INVALID_PARAM", message);
		isError(send("GET http://a/" + path + "?a=b HTTP/1.1|Host: a"), 400, "4000000", "RESOURCE_INVALID_PARAM",
				message);
	}

	/** Tomcat would parse them several times, element by element. */
	@ParameterizedTest
	@ValueSource(strings = { "Connection: {long}", "connection: keep-alive|CONNECTION: close, {long}",
			"Transfer-Encoding: {long}", "Transfer-Encoding: {long}|Transfer-Encoding: chunked" })
	void longHeaderOfTheConnectionIsNotLookedAt(String headers) throws Exception {
		String request = "POST /tag/v1/tags HTTP/1.1|Host: a|" + headers.replace("{long}", ",".repeat(1001)) + "||0||";

		isError(send(request + "GET /openapi.yaml HTTP/1.1|Host: a"), 400, "4000000", "RESOURCE_INVALID_PARAM",
				INVALID + ": the headers Connection and Transfer-Encoding are longer than 1000 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/openapi.yaml", "/actuator/health" })
	void aLongMethodIsNotRepeated(String path) throws Exception {
		assertThat(send("A".repeat(10_000) + " " + path + " HTTP/1.1|Host: a")).startsWith("HTTP/1.1 405 ")
			.contains("METHOD_NOT_ALLOWED", ": " + "A".repeat(64) + "…; use GET")
			.doesNotContain("A".repeat(65));
	}

	@ParameterizedTest
	@CsvSource({ "//tag/v1/tags", "/tag/v1/tags;a=b", "/tag/v1/../v1/tags", "/swagger-ui/../x", "/%2e%2e/tags" })
	void anAddressThatCouldMeanSomethingElseIsInvalid(String path) throws Exception {
		assertThat(send("GET " + path + " HTTP/1.1|Host: a")).startsWith("HTTP/1.1 400 ").contains(INVALID);
	}

	@ParameterizedTest
	@CsvSource({ "GET /tag/v1/tags HTTP/9.9|Host: a, 505, HTTP_VERSION_NOT_SUPPORTED",
			"POST /tag/v1/tags HTTP/1.1|Host: a|Transfer-Encoding: x, 501, NOT_IMPLEMENTED",
			"CONNECT localhost:80 HTTP/1.1|Host: a, 501, NOT_IMPLEMENTED",
			"GET /nothing HTTP/1.1|Host: a|Expect: miracles, 417, EXPECTATION_FAILED",
			"TRACE /tag/v1/tags HTTP/1.1|Host: a, 405, METHOD_NOT_ALLOWED",
			"FOO /openapi.yaml HTTP/1.1|Host: a, 405, METHOD_NOT_ALLOWED" })
	void otherStatusesAreNumberedLikeThoseOfTheContract(String request, int status, String message) throws Exception {
		String response = send(request);

		assertThat(response).startsWith("HTTP/1.1 " + status + " ");
		assertThat(errorObject(response)).hasSize(4)
			.containsEntry("result", status)
			.containsEntry("code", status + "00000")
			.containsEntry("message", message);
	}

	/**
	 * RFC 9112, section 6.1: the length is ignored, and the connection closed, so that
	 * nothing can be smuggled.
	 */
	@ParameterizedTest
	@CsvSource({ "POST /tag/v1/tags HTTP/1.1|Host: a|Content-Length: 5|Transfer-Encoding: chunked||0||" })
	void aRequestWithTwoLengthsEndsItsConnection(String request) throws Exception {
		String response = send(request + "GET /openapi.yaml HTTP/1.1|Host: a");

		assertThat(response).startsWith("HTTP/1.1 401 ").contains("Connection: close").doesNotContain("openapi: 3");
	}

	@ParameterizedTest
	@CsvSource({ "HEAD /nothing HTTP/1.1|Host: a, 404", "HEAD /tag/v1/tags HTTP/1.1|Host: a, 401",
			"OPTIONS * HTTP/1.1|Host: a, 200" })
	void whereABodyIsNotAllowedThereIsNone(String request, int status) throws Exception {
		String response = send(request + "|Connection: close");

		assertThat(response).startsWith("HTTP/1.1 " + status + " ");
		assertThat(response.substring(response.indexOf("\r\n\r\n"))).isBlank();
	}

	private static void isError(String response, int status, String code, String message, String data) {
		assertThat(response).startsWith("HTTP/1.1 " + status + " ").contains("\r\nContent-Type: application/json\r\n");
		assertThat(errorObject(response))
			.isEqualTo(Map.of("result", status, "code", code, "message", message, "data", data));
	}

	private static Map<String, Object> errorObject(String response) {
		return JsonMapper.shared().readValue(response.substring(response.indexOf('{')), new TypeReference<>() {
		});
	}

	/**
	 * Sends lines, parted by bars, and reads until the server closes the connection or
	 * falls silent.
	 */
	private String send(String lines) throws IOException {
		URI address = this.server.address();
		try (Socket socket = new Socket(address.getHost(), address.getPort())) {
			String request = lines.replace("{long}", "x".repeat(40_000)).replace("|", "\r\n") + "\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
