package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
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
 * Headers that no client means. Sent without a token, they neither make the server fail
 * nor fill its log.
 */
@AcceptanceTest
@ExtendWith(OutputCaptureExtension.class)
class OddHeadersTests {

	private static final List<String> VALUES = List.of("", ",", "a,,b", ";", "\"", "*", "*/*", "application/*", "a/b/c",
			"application/json,", "application/json;q=x", "application/json;charset=utf-99", "text/plain;charset=\"",
			"-1", "99999999999999999999", "bytes=9-1,-0", "W/\"", "a\u0001b", "\u007F", "\u00FF\u00FE", "http://[",
			"for=\"[::\"; host=\"", "%zz", "Basic !", "a,".repeat(2000), "x".repeat(8000));

	private static final List<String> REQUESTS = List.of("GET /tag/v1/tags?customerId=demo", "POST /tag/v1/tags",
			"GET /tag/v1/nothing", "GET /xx", "TRACE /xx", "GET /openapi.yaml", "GET /swagger-ui/index.html",
			"GET /actuator/health", "OPTIONS /openapi.yaml", "OPTIONS /xx", "POST /ams/v1/oauth2/token");

	/** It reads the contract, with which the responses are compared. */
	private static final String TEST_LIBRARY = "UnknownKeywordFactory";

	private final TestServer server;

	OddHeadersTests(@Autowired TestServer server) {
		this.server = server;
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept", "Content-Type", "Content-Encoding", "Accept-Encoding", "Accept-Language",
			"Range", "If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "Origin",
			"Access-Control-Request-Method", "Access-Control-Request-Headers", "Forwarded", "X-Forwarded-For",
			"X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "Host", "Expect",
			"Prefer", "Idempotency-Key", "X-Request-Id", "traceparent", "Authorization", "Cookie", "Content-Length",
			"Transfer-Encoding", "TE", "Connection", "Upgrade" })
	void noValueOfAHeaderIsAFailureOrALineOfTheLog(String name, CapturedOutput output) throws IOException {
		List<String> failures = new ArrayList<>();
		for (String request : REQUESTS) {
			for (String value : VALUES) {
				String response = send(request, header(name, value));
				if (!response.matches("(?s)HTTP/1.1 ([234]..|501) .*")) {
					failures.add(request + " " + name + ": " + value + " -> " + response);
				}
			}
		}

		assertThat(failures).isEmpty();
		assertThat(output.getAll().lines()).filteredOn((line) -> line.matches(".* (ERROR|WARN) \\d.*|\tat .*"))
			.filteredOn((line) -> !line.contains(TEST_LIBRARY))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0001", "a\u0001b", "\u007F" })
	void valueThatHttpDoesNotAllowIsInvalid(String value) throws IOException {
		for (String name : List.of("Accept", "Content-Type", "Accept-Language", "Range", "X-Unknown")) {
			for (String request : REQUESTS) {
				assertThat(send(request, header(name, value))).as("%s %s", request, name)
					.startsWith("HTTP/1.1 400 ")
					.contains("\r\nX-Request-Id: ", "\"code\":\"4000000\"");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a/b/c", ";", "\"", "application/json;q=x" })
	void acceptThatCannotBeReadIsNotAcceptableOnAnyPath(String value) throws IOException {
		for (String request : REQUESTS) {
			if (!request.startsWith("TRACE") && !request.startsWith("OPTIONS")) {
				assertThat(send(request, header("Accept", value))).as(request)
					.startsWith("HTTP/1.1 406 ")
					.contains("\r\nX-Request-Id: ", "\"code\":\"40600000\"");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET /xx, 404", "GET /tag/v1/nothing, 401", "GET /actuator/health, 200", "GET /openapi.yaml, 200" })
	void rangeInPlaceOfAContentTypeMakesNoDifference(String request, int status) throws IOException {
		for (String value : List.of("*", "*/*", "application/*")) {
			assertThat(send(request, header("Content-Type", value))).startsWith("HTTP/1.1 " + status + " ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",", ",,", "application/json,", "text/html, ,*/*;q=0.1" })
	void emptyElementsOfAcceptMakeNoDifference(String value) throws IOException {
		for (String request : List.of("GET /actuator/health", "GET /openapi.json")) {
			assertThat(send(request, header("Accept", value))).as(request).startsWith("HTTP/1.1 200 ");
		}
	}

	/** A change is not made and then reported as a failure. */
	@ParameterizedTest
	@ValueSource(strings = { "utf-16", "UTF-16LE", "iso-8859-1", "utf-32", "\"UTF-8\"", "IBM037" })
	void charsetOfAcceptMakesNoDifference(String charset) throws IOException {
		for (String range : List.of("application/json;CharSet=", "*/*; charset=", "application/*;q=0.5;charset=")) {
			String headers = header("Authorization", "Bearer " + this.server.token())
					+ header("Accept", range + charset) + header("Content-Type", "application/json");
			for (String request : List.of("GET /tag/v1/tags?customerId=demo", "GET /openapi.json",
					"GET /actuator/health")) {
				assertThat(send(request, headers)).as(request)
					.startsWith("HTTP/1.1 200 ")
					.containsPattern("\r\nContent-Type: application/(json|vnd.spring-boot.actuator.v3\\+json)\r\n");
			}
			assertThat(send("GET /tag/v1/tags/x?customerId=demo", headers)).startsWith("HTTP/1.1 400 ")
				.contains("\r\nContent-Type: application/json\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://[", "%zz", "a b" })
	void malformedOriginHasTheResponseOfAnyOther(String value) throws IOException {
		assertThat(send("GET /tag/v1/tags?customerId=demo", header("Origin", value))).startsWith("HTTP/1.1 401 ")
			.contains("\"code\":\"40100000\"");
	}

	@Test
	void bodyWithARangeInPlaceOfItsContentTypeIsUnsupported() throws IOException {
		String headers = header("Authorization", "Bearer " + this.server.token()) + header("Content-Type", "*/*");

		assertThat(send("POST /tag/v1/tags?customerId=demo", headers)).startsWith("HTTP/1.1 415 ")
			.contains("\"code\":\"41500000\"");
	}

	private static String header(String name, String value) {
		return name + ": " + value + "\r\n";
	}

	/** Ends the connection, so that a header that is about it does not keep it open. */
	private String send(String request, String headers) throws IOException {
		StringBuilder text = new StringBuilder(request).append(" HTTP/1.1\r\n");
		if (!headers.startsWith("Host")) {
			text.append("Host: a\r\n");
		}
		if (request.startsWith("OPTIONS")) {
			text.append(headers.startsWith("Origin") ? "" : "Origin: https://example.com\r\n")
				.append(headers.startsWith("Access-Control-Request-Method") ? ""
						: "Access-Control-Request-Method: GET\r\n");
		}
		boolean hasBody = request.startsWith("POST") && !headers.startsWith("Content-Length")
				&& !headers.startsWith("Transfer-Encoding");
		text.append(hasBody ? "Content-Length: 2\r\n" : "").append(headers).append("\r\n").append(hasBody ? "{}" : "");
		try (Socket socket = new Socket(this.server.address().getHost(), this.server.address().getPort())) {
			socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
