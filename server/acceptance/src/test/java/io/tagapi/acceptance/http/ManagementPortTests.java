package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.tagapi.acceptance.ServerProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that want all of a management port. It has few threads and connections, and
 * none of them is kept from a probe.
 */
@Timeout(90)
class ManagementPortTests {

	/** More than the threads there are. */
	private static final int MANY = 250;

	private static final int INCOMPLETE_KEPT = 50;

	private static final int MAX_CONNECTIONS = 500;

	private static final Duration LESS_THAN_TOMCAT_WAITS_FOR_BODIES = Duration.ofSeconds(8);

	@TempDir
	static Path directory;

	static ServerProcess server;

	static int port;

	private final List<Socket> connections = new ArrayList<>();

	@BeforeAll
	static void startServer() throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		server = ServerProcess.start(directory.resolve("data"), "--management.server.port=" + port,
				"--management.endpoint.health.probes.add-additional-paths=true");
	}

	@AfterAll
	static void stopServer() throws Exception {
		server.stop();
	}

	@AfterEach
	void close() throws IOException {
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /actuator/health", "POST /actuator/health", "PUT /actuator/health",
			"POST /actuator/nothing", "POST /nothing" })
	void bodyThatDoesNotArriveEndsItsConnection(String request) throws Exception {
		for (int i = 0; i < MANY; i++) {
			connect(request + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
					+ "Content-Length: 1500000\r\n\r\na=");
		}

		expectHealth();
		for (Socket connection : this.connections) {
			assertThat(connection.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8)
				.startsWith("HTTP/1.1 ");
		}
	}

	/** No limit is for the health there either. */
	@ParameterizedTest
	@CsvSource({ "GET /livez, Content-Length: 1500000", "HEAD /livez, Content-Length: 1500000",
			"POST /livez, Content-Length: 1500000", "GET /readyz, Transfer-Encoding: chunked" })
	void probeOfThePortOfTheApiHoldsNoThread(String request, String length) throws Exception {
		URI api = server.address();
		for (int i = 0; i < MANY; i++) {
			connect(api.getPort(),
					request + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n");
		}

		expectHealth(api.resolve("/livez"));
		expectHealth(api.resolve("/readyz"));
	}

	/** Tomcat would wait for the rest of each line between the chunks. */
	@ParameterizedTest
	@CsvSource({ "GET /actuator/health, 1;", "POST /actuator/health, 1;", "POST /nothing, 1;", "OPTIONS *, 1;",
			"POST /actuator/health, 1", "POST /actuator/health, '0\r\nA: '" })
	void chunksThatDoNotEndEndTheirConnection(String request, String beginning) throws Exception {
		for (int i = 0; i < MANY; i++) {
			connect(request + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n" + beginning);
		}

		expectHealth();
		for (Socket connection : this.connections) {
			assertThat(connection.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8)
				.startsWith("HTTP/1.1 ");
		}
	}

	@Test
	void incompleteHeadersThatBeganFirstAreClosed() throws Exception {
		for (int i = 0; i < MANY; i++) {
			connect("G");
		}

		Awaitility.await()
			.atMost(8, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(this.connections).filteredOn(Sockets::isClosed)
				.hasSizeGreaterThanOrEqualTo(MANY - INCOMPLETE_KEPT));
		expectHealth();
	}

	/** Each sends its next request before the server takes it for idle. */
	@Test
	void connectionsThatAreNeverIdleMakeRoom() throws Exception {
		for (int i = 0; i < MAX_CONNECTIONS; i++) {
			connect("");
		}
		try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
			Future<?> probe = thread.submit(() -> {
				expectHealth();
				return null;
			});
			for (int round = 0; round < 10; round++) {
				for (Socket connection : List.copyOf(this.connections)) {
					if (!isKeptAfterResponse(connection)) {
						this.connections.remove(connection);
						connection.close();
					}
				}
				Thread.sleep(200);
			}

			probe.get();
			assertThat(this.connections).hasSizeBetween(MAX_CONNECTIONS / 2, MAX_CONNECTIONS * 9 / 10);
		}
	}

	private static boolean isKeptAfterResponse(Socket connection) throws IOException {
		connection.getOutputStream()
			.write("HEAD /actuator/health/liveness HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		StringBuilder response = new StringBuilder();
		while (response.indexOf("\r\n\r\n") < 0) {
			int next = connection.getInputStream().read();
			assertThat(next).isNotNegative();
			response.append((char) next);
		}
		assertThat(response).startsWith("HTTP/1.1 200");
		return response.indexOf("Connection: close") < 0;
	}

	private static void expectHealth() throws Exception {
		expectHealth(URI.create("http://localhost:" + port + "/actuator/health/liveness"));
	}

	private static void expectHealth(URI address) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<String> response = http.send(
					HttpRequest.newBuilder(address).timeout(LESS_THAN_TOMCAT_WAITS_FOR_BODIES).build(),
					BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	private void connect(String text) throws IOException {
		connect(port, text);
	}

	private void connect(int port, String text) throws IOException {
		Socket connection = new Socket("localhost", port);
		this.connections.add(connection);
		connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

}
