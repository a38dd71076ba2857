package io.tagapi.acceptance.idempotency;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.tagapi.acceptance.OperatorDatabase;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repeating a request with an {@code Idempotency-Key} at another server, or at the same
 * one after a restart.
 */
class IdempotencyAcrossServersTests {

	private static final String FLOOR = "{\"name\": \"Floor 2\"}";

	@TempDir
	static Path directory;

	static OperatorDatabase database;

	static TestIssuer issuer;

	@BeforeAll
	static void startDatabaseAndIssuer() {
		database = OperatorDatabase.start(directory.resolve("database"));
		issuer = TestIssuer.start();
	}

	@AfterAll
	static void stopDatabaseAndIssuer() {
		issuer.close();
		database.close();
	}

	@Test
	void aKeyOutlivesARestart() {
		Response first;
		try (var server = start()) {
			first = create(server, "restart", FLOOR);
			assertThat(first.status()).isEqualTo(201);
		}

		try (var server = start()) {
			isReplayOf(first, create(server, "restart", FLOOR));
		}
	}

	@Test
	void keyIsValidOnAllServers() {
		String floor = "{\"name\": \"Floor 3\"}";
		try (var one = start(); var another = start()) {
			Response first = create(one, "servers", floor);

			isReplayOf(first, create(another, "servers", floor));
			assertThat(create(another, "servers", FLOOR).status()).isEqualTo(409);
		}
	}

	@Test
	void ofManyAttemptsAtOnceOneIsDone() {
		String floor = "{\"name\": \"Floor 4\"}";
		try (var one = start(); var another = start()) {
			List<CompletableFuture<Response>> attempts = IntStream.range(0, 12)
				.mapToObj(
						(i) -> CompletableFuture.supplyAsync(() -> create((i % 2 == 0) ? one : another, "many", floor)))
				.toList();
			List<Response> responses = attempts.stream().map(CompletableFuture::join).toList();

			assertThat(responses).allSatisfy((response) -> assertThat(response.status()).isIn(201, 409));
			assertThat(responses)
				.filteredOn((response) -> response.status() == 201 && response.header("Idempotency-Replayed").isEmpty())
				.hasSize(1);
			assertThat(responses).filteredOn((response) -> response.status() == 201)
				.extracting(Response::body)
				.containsOnly(create(one, "many", floor).body());
		}
	}

	private static void isReplayOf(Response first, Response second) {
		second.isJson(201, first.body());
		assertThat(second.header("Idempotency-Replayed")).contains("true");
		assertThat(second.header("Location")).isPresent().isEqualTo(first.header("Location"));
	}

	private static Response create(ConfigurableApplicationContext server, String key, String json) {
		TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
		return http.send(http.request("/tag/v1/tags?customerId=acme")
			.header("Authorization", "Bearer " + issuer.token("acme"))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(json)));
	}

	private static ConfigurableApplicationContext start() {
		return database.startServer(issuer);
	}

}
