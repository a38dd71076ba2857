package io.tagapi.server.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import io.tagapi.server.http.error.ErrorResponseWriter;
import io.tagapi.server.http.error.LineLimit;
import jakarta.servlet.ServletException;
import org.apache.catalina.Pipeline;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Tomcat with a mistake in a valve.
 */
@ExtendWith(OutputCaptureExtension.class)
class EngineFailuresTests {

	private final Tomcat tomcat = new Tomcat();

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.tomcat.setBaseDir(directory.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector();
		this.tomcat.addContext("", directory.toString());
		Pipeline valves = this.tomcat.getEngine().getPipeline();
		valves.addValve(new EngineFailures(new ErrorResponseWriter()));
		valves.addValve(new ValveBase(true) {
			@Override
			public void invoke(Request request, Response response) throws IOException, ServletException {
				throw new IllegalStateException("a mistake");
			}
		});
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void exceptionOfAValveIsAnErrorObjectAndAFewStacks(CapturedOutput output) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.tomcat.getConnector().getLocalPort() + "/"))
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			for (int i = 0; i < 100; i++) {
				HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
				String id = response.headers().firstValue("X-Request-Id").orElseThrow();

				assertThat(response.statusCode()).isEqualTo(500);
				assertThat(response.body()).contains("\"code\":\"50000000\"", "request " + id);
			}
		}

		assertThat(output.getOut().lines().filter((line) -> line.equals("java.lang.IllegalStateException: a mistake")))
			.hasSizeBetween(LineLimit.MAX_LINES, 2 * LineLimit.MAX_LINES);
	}

}
