package io.tagapi.acceptance.production;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import io.tagapi.acceptance.ServerProcess;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose memory is used up ends, wherever that comes out, so that its supervisor
 * starts it anew.
 */
@Timeout(120)
class OutOfMemoryTests {

	@TempDir
	static Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "/exhaust/request", "/exhaust/task", "/exhaust/thread", "/openapi.yaml?exhaust" })
	void exhaustedMemoryEndsTheProcess(String path) throws Exception {
		ServerProcess server = ServerProcess.start(directory.resolve("data"),
				"--spring.main.sources=io.tagapi.exhaustion.Exhaustion");
		try (HttpClient http = HttpClient.newHttpClient()) {
			var response = http.sendAsync(HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
					BodyHandlers.ofString());

			assertThat(server.exitCode()).as("%s", response).isEqualTo(3);
			assertThat(server.logged()).contains("The memory is used up, so the process ends.");
		}
		finally {
			server.kill();
		}
	}

}
