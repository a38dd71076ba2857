package io.tagapi.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HealthCheckTests {

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final HttpServer server;

	private int status = 200;

	HealthCheckTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
	}

	@BeforeEach
	void start() {
		this.server.createContext("/tags/actuator/health/readiness", (exchange) -> {
			exchange.sendResponseHeaders(this.status, -1);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void readyProgramIsSuccess() {
		assertThat(run(Map.of("SERVER_PORT", port(), "SERVER_SERVLET_CONTEXT_PATH", "/tags"))).isZero();
		assertThat(this.output.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void programThatIsNotReadyIsFailure() {
		this.status = 503;
		assertThat(run(Map.of("SERVER_PORT", port(), "SERVER_SERVLET_CONTEXT_PATH", "/tags"))).isEqualTo(1);
		assertThat(this.output.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(
				"The program on port " + port() + " is not ready: HTTP/1.1 503 Service Unavailable");
	}

	@Test
	void managementPortHasNoContextPath() {
		assertThat(run(
				Map.of("SERVER_PORT", "1", "MANAGEMENT_SERVER_PORT", port(), "SERVER_SERVLET_CONTEXT_PATH", "/tags")))
			.isEqualTo(1);
		assertThat(this.output.toString(StandardCharsets.UTF_8))
			.isEqualToIgnoringNewLines("The program on port " + port() + " is not ready: HTTP/1.1 404 Not Found");
	}

	@Test
	void programThatIsNotThereIsFailure() {
		this.server.stop(0);
		assertThat(run(Map.of("SERVER_PORT", port()))).isEqualTo(1);
		assertThat(this.output.toString(StandardCharsets.UTF_8))
			.isEqualToIgnoringNewLines("The program on port " + port() + " does not respond: Connection refused");
	}

	private int run(Map<String, String> environment) {
		return new HealthCheck(environment).run(new PrintStream(this.output, true, StandardCharsets.UTF_8));
	}

	private String port() {
		return Integer.toString(this.server.getAddress().getPort());
	}

}
