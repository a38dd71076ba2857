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

	private static final int BETWEEN_CHECKS = 100;

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
		for (int i = 0; i < KEPT + 5 * BETWEEN_CHECKS; i++) {
			this.connections.add(begin());
		}
		List<Socket> first = this.connections.subList(0, 5 * BETWEEN_CHECKS);
		List<Socket> last = this.connections.subList(this.connections.size() - BETWEEN_CHECKS, this.connections.size());

		// The bytes of a few may be read later than those of others.
		Awaitility.await()
			.atMost(8, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(first).filteredOn(Sockets::isClosed)
				.hasSizeGreaterThanOrEqualTo(3 * BETWEEN_CHECKS));
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
