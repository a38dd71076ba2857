package io.tagapi.acceptance.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many connections that begin a header at the same time. Each has memory for the largest
 * header, so the server keeps a thousand of them, and closes those that began first.
 */
@AcceptanceTest
class IncompleteHeaderTests {

	private static final int KEPT = 1000;

	private static final int MORE = 500;

	private final TestServer server;

	private final List<Socket> connections = new ArrayList<>();

	IncompleteHeaderTests(@Autowired TestServer server) {
		this.server = server;
	}

	@AfterEach
	void close() throws IOException {
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	@Test
	void thoseThatBeganFirstAreClosed() throws IOException {
		for (int i = 0; i < KEPT + MORE; i++) {
			this.connections.add(begin());
		}
		List<Socket> last = this.connections.subList(KEPT + MORE - 100, KEPT + MORE);

		Awaitility.await()
			.atMost(8, TimeUnit.SECONDS)
			.untilAsserted(
					() -> assertThat(this.connections).filteredOn(Sockets::isClosed).hasSizeGreaterThanOrEqualTo(MORE));
		assertThat(last).noneMatch(Sockets::isClosed);
		this.server.get("/tag/v1/tags?customerId=demo").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}""");
	}

	private Socket begin() throws IOException {
		Socket connection = new Socket();
		connection.connect(new InetSocketAddress(this.server.address().getHost(), this.server.address().getPort()));
		connection.getOutputStream().write("G".getBytes(StandardCharsets.US_ASCII));
		return connection;
	}

}
