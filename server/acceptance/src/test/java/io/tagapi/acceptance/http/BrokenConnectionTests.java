package io.tagapi.acceptance.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that break off in the middle of a request or of its response, or send it slower
 * than anybody has to wait for. That is no failure of the server, and harms no other
 * client.
 */
@AcceptanceTest
@ExtendWith(OutputCaptureExtension.class)
class BrokenConnectionTests {

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	BrokenConnectionTests(@Autowired TestServer server) {
		this.server = server;
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100\r\n\r\n{\"deviceIds\"", "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
			"Transfer-Encoding: chunked\r\n\r\n5\r\n{\"dev\r\nzz\r\n",
			"Transfer-Encoding: chunked\r\n\r\n50\r\n{\"dev" })
	void bodyThatEndsEarlyIsRejectedAndNoFailure(String rest, CapturedOutput output) throws IOException {
		try (Socket client = open(ASSIGN, "sandbox", rest)) {
			client.shutdownOutput();
			String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).startsWith("HTTP/1.1 400")
				.endsWith("{\"result\":400,\"code\":\"4000000\",\"message\":\"RESOURCE_INVALID_PARAM\","
						+ "\"data\":\"The specified request parameters are not valid: "
						+ "the request body could not be read to its end\"}");
		}
		expectNothingLogged(output);
	}

	@Test
	void clientThatResetsTheConnectionIsNoFailure(CapturedOutput output) throws IOException {
		for (int i = 0; i < 20; i++) {
			Socket client = open(ASSIGN, "sandbox", "Content-Length: 100\r\n\r\n{\"deviceIds\"");
			client.setSoLinger(true, 0);
			client.close();
		}
		assertThat(this.server.get(TAGS).status()).isEqualTo(200);
		expectNothingLogged(output);
	}

	@Test
	void clientThatLeavesDuringItsResponseIsNoFailure(CapturedOutput output) throws IOException {
		createEventOfAMegabyte();
		for (int i = 0; i < 20; i++) {
			Socket client = open("GET", "/tag/v1/events?customerId=demo", "sandbox", "\r\n");
			client.getInputStream().read();
			client.setSoLinger(true, 0);
			client.close();
		}
		assertThat(this.server.get(TAGS).status()).isEqualTo(200);
		expectNothingLogged(output);
	}

	@Test
	void bodiesThatTrickleInKeepNobodyOut() throws IOException {
		List<Socket> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 120; i++) {
				clients.add(open(ASSIGN, (i % 2 == 0) ? "sandbox-acme" : "sandbox",
						"Content-Length: 1000000\r\n\r\n{\"deviceIds\""));
			}
			assertThat(this.server.get(TAGS).status()).isEqualTo(200);
			assertThat(this.server.send("POST", TAGS, "{\"name\": \"Floor 2\"}").status()).isEqualTo(201);
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	private void createEventOfAMegabyte() {
		UUID tag = UUID.fromString(this.server.send("POST", TAGS, "{\"name\": \"Floor 1\"}")
			.header("Location")
			.orElseThrow()
			.replaceAll(".*/tags/|\\?.*", ""));
		String devices = IntStream.range(0, 10_000).mapToObj("\"%064d\""::formatted).collect(Collectors.joining(","));
		this.server.send("POST", ASSIGN, "{\"deviceIds\": [" + devices + "], \"tagIds\": [\"" + tag + "\"]}");
	}

	private Socket open(String path, String client, String rest) throws IOException {
		return open("POST", path, client, "Content-Type: application/json\r\n" + rest);
	}

	private Socket open(String method, String path, String client, String rest) throws IOException {
		Socket socket = new Socket("localhost", this.server.address().getPort());
		OutputStream output = socket.getOutputStream();
		String request = "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s".formatted(method, path,
				this.server.token(client, "tag"), rest);
		output.write(request.getBytes(StandardCharsets.US_ASCII));
		output.flush();
		return socket;
	}

	private static void expectNothingLogged(CapturedOutput output) {
		assertThat(output.getAll()).doesNotContain(" ERROR ", "Exception", "\tat ");
	}

}
