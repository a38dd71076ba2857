package io.tagapi.acceptance.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import io.tagapi.server.http.limit.BodyMemory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are sent before the response to one with a body in chunks. The server
 * reads 4096 bytes at a time, so a body may end where it has read everything, or in the
 * midst of what it has read.
 */
@AcceptanceTest
class PipelinedBodiesTests {

	private static final int READ_AT_ONCE = 4096;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

	private final TestServer server;

	private final BodyMemory memory;

	PipelinedBodiesTests(@Autowired TestServer server, @Autowired BodyMemory memory) {
		this.server = server;
		this.memory = memory;
	}

	/** Wherever the body ends, and whatever is cut by the end of what is read. */
	@ParameterizedTest
	@ValueSource(ints = { -300, -100, -20, -4, -2, -1, 0, 1, 2, 4, 20, 100, 300 })
	void requestsBehindABodyGetTheirResponsesInOrder(int end) throws Exception {
		String next = get("/tag/v1/nothing", "") + get("/nothing", "");

		for (String first : List.of(newTag(READ_AT_ONCE + end), form(READ_AT_ONCE + end))) {
			String status = first.contains("/tags") ? "201" : "401";
			assertThat(statuses(first + next.repeat(40) + last()))
				.containsExactlyElementsOf(statuses(status, List.of("401", "404"), 40, "404"));
		}
	}

	@Test
	void bodiesBehindABodyGetTheirResponsesInOrder() throws Exception {
		long heldBefore = this.memory.held();
		int many = 60;

		assertThat(statuses(form(READ_AT_ONCE).repeat(many) + last()))
			.containsExactlyElementsOf(statuses("401", List.of("401"), many - 1, "404"));

		Awaitility.await().untilAsserted(() -> assertThat(this.memory.held()).isLessThanOrEqualTo(heldBefore));
	}

	/** Not even where it begins with what is read at once. */
	@Test
	void bytesOfABodyAreNoRequest() throws Exception {
		for (String first : List.of(newTag(1000), form(1000))) {
			String status = first.contains("/tags") ? "201" : "401";
			String text = get("/openapi.json", "").repeat(3);
			String header = "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: %5d\r\n\r\n";
			int blanks = READ_AT_ONCE - first.length() - header.formatted(0).length();
			String request = header.formatted(blanks + text.length()) + " ".repeat(blanks) + text;

			assertThat(statuses(first + request + last())).containsExactly(status, "404", "404");
		}
	}

	/** The first, then the others several times, and the last. */
	private static List<String> statuses(String first, List<String> others, int times, String last) {
		List<String> statuses = new ArrayList<>(List.of(first));
		Collections.nCopies(times, others).forEach(statuses::addAll);
		statuses.add(last);
		return statuses;
	}

	private String newTag(int length) {
		return chunked("/tag/v1/tags?customerId=demo",
				"Authorization: Bearer " + this.server.token() + "\r\nContent-Type: application/json\r\n",
				"{\"name\":\"%08x\"}".formatted(System.nanoTime()), length);
	}

	/** It names no client. */
	private static String form(int length) {
		return chunked("/ams/v1/oauth2/token", "Content-Type: application/x-www-form-urlencoded\r\n",
				"grant_type=client_credentials", length);
	}

	/** A header of its own makes it as long as it has to be. */
	private static String chunked(String path, String headers, String body, int length) {
		String request = "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n%sPadding: %s\r\n\r\n%x\r\n%s\r\n0\r\n\r\n";
		String padding = "x"
			.repeat(Math.max(0, length - request.formatted(path, headers, "", body.length(), body).length()));
		return request.formatted(path, headers, padding, body.length(), body);
	}

	private static String get(String path, String headers) {
		return "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n".formatted(path, headers);
	}

	private static String last() {
		return get("/nothing", "Connection: close\r\n");
	}

	/** Those of all responses to these requests, in the order in which they come. */
	private List<String> statuses(String requests) throws IOException {
		try (Socket connection = new Socket(this.server.address().getHost(), this.server.address().getPort())) {
			OutputStream output = connection.getOutputStream();
			output.write(requests.getBytes(StandardCharsets.US_ASCII));
			output.flush();
			String responses = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return STATUS.matcher(responses).results().map((MatchResult status) -> status.group(1)).toList();
		}
	}

}
