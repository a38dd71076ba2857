package io.tagapi.acceptance.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.acceptance.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send the header of a request byte by byte, at a server that takes few
 * connections.
 */
@Timeout(90)
class SlowHeaderTests {

	private static final int MAX_CONNECTIONS = 20;

	@TempDir
	static Path directory;

	static ServerProcess server;

	static int managementPort;

	@BeforeAll
	static void startServer() throws Exception {
		managementPort = freePort();
		server = ServerProcess.start(directory.resolve("data"), "--server.tomcat.connection-timeout=3s",
				"--server.tomcat.max-connections=" + MAX_CONNECTIONS, "--management.server.port=" + managementPort);
	}

	@AfterAll
	static void stopServer() throws Exception {
		server.stop();
	}

	@Test
	void headerThatTricklesEndsItsConnection() throws Exception {
		try (Socket slow = connect()) {
			int sent = 0;
			while (send(slow, "X") && sent < 100) {
				sent++;
				Thread.sleep(200);
			}

			assertThat(sent).as("Bytes sent before the connection ended").isBetween(10, 50);
		}
	}

	@Test
	void connectionThatIsIdleBetweenRequestsIsKept() throws Exception {
		try (Socket idle = connect()) {
			for (int i = 0; i < 2; i++) {
				send(idle, "GET /openapi.yaml HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n");
				assertThat(firstLine(idle.getInputStream())).startsWith("HTTP/1.1 ");
				Thread.sleep(5000);
				idle.getInputStream().skipNBytes(idle.getInputStream().available());
			}
		}
	}

	@Test
	void healthOnTheManagementPortIsReachedWhileAllConnectionsAreTaken() throws Exception {
		List<Socket> slow = new ArrayList<>();
		try (HttpClient http = HttpClient.newHttpClient()) {
			for (int i = 0; i < 2 * MAX_CONNECTIONS; i++) {
				slow.add(connect());
				send(slow.getLast(), "G");
			}

			for (String group : List.of("liveness", "readiness")) {
				var response = http.send(HttpRequest
					.newBuilder(URI.create("http://localhost:" + managementPort + "/actuator/health/" + group))
					.build(), BodyHandlers.ofString());

				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
			}
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
	}

	private static Socket connect() throws IOException {
		return new Socket(server.address().getHost(), server.address().getPort());
	}

	/** Whether the connection still takes something. */
	private static boolean send(Socket socket, String text) throws IOException {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
			return true;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static String firstLine(InputStream input) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = input.read(); c >= 0 && c != '\r'; c = input.read()) {
			line.append((char) c);
		}
		return line.toString();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
