package io.tagapi.acceptance.operating;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import io.tagapi.acceptance.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server in production that sends its traces to a collector.
 */
@ExtendWith(OutputCaptureExtension.class)
class TracingTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String CALLER = "00f067aa0ba902b7";

	private final BlockingQueue<byte[]> traces = new LinkedBlockingQueue<>();

	private final HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
			0);

	TracingTests() throws IOException {
		this.collector.createContext("/v1/traces", (exchange) -> {
			this.traces.add(exchange.getRequestBody().readAllBytes());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.collector.start();
	}

	@AfterEach
	void stop() {
		this.collector.stop(0);
	}

	@Test
	void requestsAreServedWhileTheCollectorIsAway(@TempDir Path directory, CapturedOutput output) {
		this.collector.stop(0);
		try (OperatedServer server = OperatedServer.start(directory, settings())) {
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
				assertThat(sampled(server).status()).isEqualTo(200);
				return output.getOut().contains("Failed to export spans");
			});
		}
	}

	/**
	 * As OTLP has it, ids are bytes and names are text in a message of Protocol Buffers.
	 */
	@Test
	void requestIsASpanOfTheTraceOfItsCaller(@TempDir Path directory) throws Exception {
		try (OperatedServer server = OperatedServer.start(directory, settings())) {
			sampled(server);

			byte[] trace = this.traces.poll(20, TimeUnit.SECONDS);
			assertThat(trace).isNotNull();
			assertThat(HexFormat.of().formatHex(trace)).contains(TRACE, CALLER);
			assertThat(new String(trace, StandardCharsets.ISO_8859_1)).contains("http get /tag/v1/tags", "tag-api")
				.doesNotContain("secret", "spring.security", "authorization");
		}
	}

	private String[] settings() {
		return new String[] {
				"--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
						+ this.collector.getAddress().getPort() + "/v1/traces",
				"--management.opentelemetry.tracing.export.schedule-delay=50ms" };
	}

	private static Response sampled(OperatedServer server) {
		return server.send(server.authorized("/tag/v1/tags?customerId=acme&name=secret")
			.header("traceparent", "00-" + TRACE + "-" + CALLER + "-01"));
	}

}
