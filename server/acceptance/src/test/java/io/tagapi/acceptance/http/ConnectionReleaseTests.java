package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send a body that nobody wants. None of them keeps the thread that has
 * responded to it.
 */
@AcceptanceTest
class ConnectionReleaseTests {

	/** More than the threads there are. */
	private static final int MANY = 250;

	private final TestServer server;

	ConnectionReleaseTests(@Autowired TestServer server) {
		this.server = server;
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /tag/v1/tags?customerId=demo", "POST /nothing", "GET /actuator/health",
			"GET /openapi.yaml", "PUT /openapi.yaml" })
	void bodyThatDoesNotArriveEndsItsConnection(String request) throws Exception {
		List<Socket> connections = new ArrayList<>();
		try {
			for (int i = 0; i < MANY; i++) {
				connections.add(send(request + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n{"));
			}

			for (Socket connection : connections) {
				assertThat(received(connection)).startsWith("HTTP/1.1 ");
			}
			this.server.get("/tag/v1/tags?customerId=demo").isJson(200, """
					{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}""");
		}
		finally {
			for (Socket connection : connections) {
				connection.close();
			}
		}
	}

	/** As with a client whose token has expired. */
	@Test
	void bodyThatArrivesEndsNoConnection() throws Exception {
		String body = "{" + " ".repeat(200_000) + "}";
		String request = "POST /tag/v1/tags?customerId=demo HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length()
				+ "\r\n%s\r\n" + body;

		try (Socket connection = send(request.formatted(""))) {
			assertThat(new String(connection.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
				.isEqualTo("HTTP/1.1 401");
			connection.getOutputStream()
				.write(request.formatted("Connection: close\r\n").getBytes(StandardCharsets.UTF_8));

			assertThat(received(connection)).contains("HTTP/1.1 401");
		}
	}

	private Socket send(String request) throws IOException {
		Socket connection = new Socket(this.server.address().getHost(), this.server.address().getPort());
		connection.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
		return connection;
	}

	/** Until the server closes the connection. */
	private static String received(Socket connection) throws IOException {
		StringBuilder received = new StringBuilder();
		byte[] chunk = new byte[8192];
		try {
			for (int length = connection.getInputStream().read(chunk); length >= 0; length = connection.getInputStream()
				.read(chunk)) {
				received.append(new String(chunk, 0, length, StandardCharsets.UTF_8));
			}
		}
		catch (SocketException ex) {
			// It is closed while something of the client is still under way.
		}
		return received.toString();
	}

}
