package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send a body that nobody wants, or requests without reading the responses.
 * None of them keeps the thread that has responded to it.
 */
@AcceptanceTest
class ConnectionReleaseTests {

	/** More than the threads there are. */
	private static final int MANY = 250;

	private static final String ACCEPTED = "Content-Length: 1000000\r\n";

	private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

	static final List<String> INCOMPLETE_CHUNKS = List.of("1", "1;", "1;a=", "1\r", "1\r\n{", "1\r\n{\r",
			"2\r\n{}\r\n0", "2\r\n{}\r\n0\r\n", "2\r\n{}\r\n0\r\nA: ", "2\r\n{}\r\n0\r\nA: b\r\n");

	private static final Duration LESS_THAN_TOMCAT_WAITS_FOR_BODIES = Duration.ofSeconds(8);

	private final TestServer server;

	private final MeterRegistry metrics;

	ConnectionReleaseTests(@Autowired TestServer server, @Autowired MeterRegistry metrics) {
		this.server = server;
		this.metrics = metrics;
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /tag/v1/tags?customerId=demo", "POST /nothing", "GET /actuator/health",
			"GET /openapi.yaml", "PUT /openapi.yaml" })
	void bodyThatDoesNotArriveEndsItsConnection(String request) throws Exception {
		bodiesThatDoNotArriveEndTheirConnections(request, ACCEPTED, "{");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /tag/v1/tags?customerId=demo", "POST /nothing", "GET /", "GET /openapi.yaml",
			"GET /swagger-ui/index.html", "GET /actuator/health", "GET /actuator/health/liveness",
			"HEAD /actuator/health", "POST /actuator/health", "GET /actuator/nothing", "GET /ams/v1/oauth2/authorize",
			"POST /ams/v1/oauth2/token", "GET /login", "POST /login" })
	void bodyThatDoesNotBeginEndsItsConnection(String request) throws Exception {
		bodiesThatDoNotArriveEndTheirConnections(request, ACCEPTED, "");
	}

	/** Tomcat would wait for the rest of each line between the chunks. */
	@ParameterizedTest
	@MethodSource
	void chunksThatDoNotEndEndTheirConnection(String request, String beginning) throws Exception {
		bodiesThatDoNotArriveEndTheirConnections(request, CHUNKED, beginning);
	}

	static Stream<Arguments> chunksThatDoNotEndEndTheirConnection() {
		Stream<Arguments> paths = Stream
			.of("POST /nothing", "GET /openapi.yaml", "PUT /openapi.yaml", "GET /actuator/health",
					"POST /actuator/health", "POST /login", "OPTIONS *")
			.map((request) -> Arguments.of(request, "1;"));
		Stream<Arguments> beginnings = INCOMPLETE_CHUNKS.stream()
			.map((beginning) -> Arguments.of("POST /tag/v1/tags", beginning));
		return Stream.concat(paths, beginnings);
	}

	/** The responses come when the bodies have been waited for. */
	@ParameterizedTest
	@FieldSource("INCOMPLETE_CHUNKS")
	void chunksOfClientsWithTokenHoldNoThread(String beginning) throws Exception {
		String header = "Authorization: Bearer " + this.server.token("sandbox-acme", "tag")
				+ "\r\nContent-Type: application/json\r\n" + CHUNKED;
		expectNoThreadHeld("POST /tag/v1/tags?customerId=acme", header, beginning);
	}

	@ParameterizedTest
	@FieldSource("INCOMPLETE_CHUNKS")
	void chunksOfFormsHoldNoThread(String beginning) throws Exception {
		expectNoThreadHeld("POST /ams/v1/oauth2/token", "Content-Type: application/x-www-form-urlencoded\r\n" + CHUNKED,
				beginning);
	}

	/** A byte now and then begins the time again for which Tomcat waits. */
	private void expectNoThreadHeld(String request, String header, String beginning) throws Exception {
		HttpRequest.Builder page = page();
		List<Socket> connections = new ArrayList<>();
		try {
			for (int i = 0; i < MANY; i++) {
				connections.add(send(request + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n" + beginning));
			}
			for (int i = 0; i < 3; i++) {
				expectPage(page);
				assertThat(threadsThatRead()).isEmpty();
				for (Socket connection : connections) {
					sendAsFarAsPossible(connection, "a");
				}
			}
		}
		finally {
			for (Socket connection : connections) {
				connection.close();
			}
		}
	}

	/** Those that wait for chunks. */
	private static List<String> threadsThatRead() throws InterruptedException {
		Thread.sleep(Duration.ofMillis(200));
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getState() != Thread.State.RUNNABLE)
			.filter((thread) -> Arrays.stream(thread.getValue())
				.anyMatch((frame) -> frame.getClassName().endsWith("ChunkedInputFilter")))
			.map((thread) -> thread.getKey().getName())
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /nothing", "GET /actuator/health", "GET /openapi.yaml" })
	void bodyThatIsNotAskedForEndsItsConnection(String request) throws Exception {
		bodiesThatDoNotArriveEndTheirConnections(request, "Expect: 100-continue\r\n" + ACCEPTED, "");
	}

	/** Tomcat would read it to know the parameters of the request. */
	@ParameterizedTest
	@ValueSource(strings = { "POST /tag/v1/tags", "POST /tag/v1/nothing", "POST /nothing", "POST /openapi.yaml",
			"POST /login", "POST /actuator/health" })
	void formThatIsTooLongEndsItsConnection(String request) throws Exception {
		bodiesThatDoNotArriveEndTheirConnections(request, "Authorization: Bearer " + this.server.token()
				+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000000\r\n", "a=");
	}

	private void bodiesThatDoNotArriveEndTheirConnections(String request, String header, String beginning)
			throws Exception {
		double closedBefore = closed("unread_body");
		HttpRequest.Builder page = page();
		List<Socket> connections = new ArrayList<>();
		try {
			for (int i = 0; i < MANY; i++) {
				connections.add(send(request + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n" + beginning));
			}

			expectPage(page);
			for (Socket connection : connections) {
				assertThat(received(connection)).startsWith("HTTP/1.1 ");
			}
			assertThat(closed("unread_body") - closedBefore).isEqualTo(MANY);
		}
		finally {
			for (Socket connection : connections) {
				connection.close();
			}
		}
	}

	/** With a token already, since each address may have few forms at once. */
	private HttpRequest.Builder page() {
		return this.server.authorized("/tag/v1/tags?customerId=demo").timeout(LESS_THAN_TOMCAT_WAITS_FOR_BODIES);
	}

	private void expectPage(HttpRequest.Builder page) {
		this.server.send(page).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}""");
	}

	@ParameterizedTest
	@CsvSource({ "1000, false, 401", "2000000, true, 413" })
	void requestThatIsRejectedByItsHeaderIsNotContinued(int length, boolean hasToken, String status) throws Exception {
		String token = hasToken ? "Authorization: Bearer " + this.server.token() + "\r\n" : "";

		try (Socket connection = send("POST /tag/v1/tags?customerId=demo HTTP/1.1\r\nHost: a\r\n" + token
				+ "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n")) {
			assertThat(received(connection)).startsWith("HTTP/1.1 " + status);
		}
	}

	/** More of them than threads wait for a body. */
	@Test
	void requestsThatAreNotRejectedAreContinued() throws Exception {
		String token = this.server.token();
		List<Socket> connections = new ArrayList<>();
		try {
			for (int i = 0; i < 40; i++) {
				connections.add(send("POST /tag/v1/tags?customerId=demo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
						+ "Authorization: Bearer " + token + "\r\nExpect: 100-continue\r\n"
						+ "Content-Type: application/json\r\nContent-Length: 15\r\n\r\n"));
			}
			String interim = "HTTP/1.1 100 \r\n\r\n";
			for (Socket connection : connections) {
				assertThat(connection.getInputStream().readNBytes(interim.length())).asString().isEqualTo(interim);
			}
			for (int i = 0; i < connections.size(); i++) {
				connections.get(i)
					.getOutputStream()
					.write("{\"name\": \"T%02d\"}".formatted(i).getBytes(StandardCharsets.UTF_8));
			}
			for (Socket connection : connections) {
				assertThat(received(connection)).startsWith("HTTP/1.1 201");
			}
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

	@ParameterizedTest
	@ValueSource(strings = { "2\r\n{}\r\n0\r\n\r\n", "00a\r\n0123456789\r\n1\r\n \r\n000\r\n\r\n", "0\r\n\r\n" })
	void chunksThatArriveEndNoConnection(String body) throws Exception {
		String request = "POST /tag/v1/tags?customerId=demo HTTP/1.1\r\nHost: a\r\n" + CHUNKED;

		for (int atOnce = 1; atOnce <= body.length(); atOnce++) {
			try (Socket connection = send(request + "\r\n")) {
				for (int i = 0; i < body.length(); i += atOnce) {
					sendAsFarAsPossible(connection, body.substring(i, Math.min(i + atOnce, body.length())));
				}
				sendAsFarAsPossible(connection, request + "Connection: close\r\n\r\n" + body);

				assertThat(received(connection).split("HTTP/1.1 401", -1)).hasSize(3);
			}
		}
	}

	/** Somebody in front of the server might find another end of the body. */
	@ParameterizedTest
	@ValueSource(strings = { "2;a=b\r\n{}\r\n0\r\n\r\n", "2\r\n{}\r\n0\r\nA: b\r\n\r\n", "2\n{}\r\n0\r\n\r\n",
			"2\r\n{}0\r\n\r\n", "100000002\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n" })
	void chunksWithoutCertainEndEndTheirConnection(String body) throws Exception {
		String request = "POST /tag/v1/tags?customerId=demo HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "\r\n" + body;

		try (Socket connection = send(request + request)) {
			assertThat(received(connection).split("HTTP/1.1 ", -1)).hasSize(2);
		}
	}

	/** They read slowly enough to keep a thread for an hour each. */
	@ParameterizedTest
	@ValueSource(strings = { "GET /tag/v1/tags?customerId=demo", "GET /nothing", "GET /actuator/health",
			"TRACE /tag/v1/tags" })
	void responsesThatAreHardlyReadHoldNoThread(String request) throws Exception {
		String token = this.server.token();
		double closedBefore = closed("requests_ahead");
		String manyRequests = (request + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(5000);
		List<Socket> connections = new ArrayList<>();
		List<Thread> clients = new ArrayList<>();
		try {
			for (int i = 0; i < MANY; i++) {
				Socket connection = connectWithSmallWindow();
				connections.add(connection);
				clients.add(Thread.startVirtualThread(() -> sendAsFarAsPossible(connection, manyRequests)));
				clients.add(Thread.startVirtualThread(() -> readSlowly(connection)));
			}
			assertThat(whenNotRejectedForLoad(token).status()).isEqualTo(200);
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(closed("requests_ahead")).isGreaterThan(closedBefore));
		}
		finally {
			for (Socket connection : connections) {
				connection.close();
			}
			for (Thread client : clients) {
				client.join();
			}
		}
	}

	/** As long as the server has threads for others. */
	@Test
	void requestsThatAreSentAheadGetTheirResponses() throws Exception {
		String request = "GET /tag/v1/tags?customerId=demo HTTP/1.1\r\nHost: a\r\n%s\r\n";

		try (Socket connection = send(request.formatted("").repeat(99) + request.formatted("Connection: close\r\n"))) {
			assertThat(received(connection).split("HTTP/1.1 401", -1)).hasSize(101);
		}
	}

	private double closed(String reason) {
		return this.metrics.get("tag.api.connections.closed").tag("reason", reason).functionCounter().count();
	}

	private Response whenNotRejectedForLoad(String token) {
		Response response;
		do {
			response = this.server.send(this.server.request("/tag/v1/tags?customerId=demo")
				.header("Authorization", "Bearer " + token)
				.timeout(Duration.ofMinutes(1)));
		}
		while (response.status() == 429);
		return response;
	}

	private Socket connectWithSmallWindow() throws IOException {
		Socket connection = new Socket();
		connection.setReceiveBufferSize(2048);
		connection.connect(new InetSocketAddress(this.server.address().getHost(), this.server.address().getPort()));
		return connection;
	}

	private static void sendAsFarAsPossible(Socket connection, String requests) {
		try {
			connection.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			// The server has closed the connection, or the test has.
		}
	}

	private static void readSlowly(Socket connection) {
		try {
			while (connection.getInputStream().readNBytes(1024).length > 0) {
				Thread.sleep(Duration.ofSeconds(2));
			}
		}
		catch (IOException ex) {
			// The server has closed the connection, or the test has.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
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
