package io.tagapi.acceptance.operating;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.tagapi.acceptance.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server under a path of its own, from its start to its stop.
 */
class ContextPathTests {

	@TempDir
	static Path directory;

	@Test
	void everythingIsUnderThePathUntilTheServerHasStopped() throws Exception {
		OperatedServer server = OperatedServer.start(directory.resolve("database"),
				"--server.servlet.context-path=/tags-api", "--tag-api.stop-pause=4s",
				"--management.endpoints.web.exposure.include=*");
		String tags = "/tags-api/tag/v1/tags?customerId=acme";

		assertThat(server.send(server.request("/tags-api/")).header("Location")).contains("/tags-api/swagger-ui.html");
		assertThat(server.send(server.request("/tags-api/openapi.yaml")).status()).isEqualTo(200);
		server.send(server.request(tags))
			.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
		Response created = server.send(server.authorized(tags)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")));
		assertThat(created.status()).isEqualTo(201);
		assertThat(server.send(server.authorized(created.header("Location").orElseThrow())).body()).isEqualTo(
				created.body().replace("\"result\":201,\"code\":\"20100000\"", "\"result\":200,\"code\":\"20000000\""));
		server.send(server.request("/tags-api/actuator/env")).isNotFound("there is nothing at this path");
		server.send(server.request("/tags-api/actuator/nothing")).isNotFound("there is nothing at this path");

		CompletableFuture<Void> stopped = CompletableFuture.runAsync(server.context()::close);
		Awaitility.await()
			.atMost(20, TimeUnit.SECONDS)
			.until(() -> server.send(server.request("/tags-api/actuator/health/readiness")).status() == 503);
		assertThat(stopped).isNotDone();
		assertThat(server.send(server.authorized(tags)).status()).isEqualTo(200);
		stopped.get(60, TimeUnit.SECONDS);
		server.close();
	}

}
