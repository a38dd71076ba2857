package io.tagapi.acceptance.storage;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.contract.ContractOperation;
import io.tagapi.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that says nothing any more, in the middle of a request: it is waited for
 * once, and neither a rollback nor another attempt waits again.
 */
@ExtendWith(OutputCaptureExtension.class)
class SilentDatabaseTests {

	/**
	 * For how long the pool lends a connection without asking the database. Beyond it the
	 * request would end before its first statement.
	 */
	private static final String ALIVE_BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";

	/** Each request ends one of them. */
	private static final int CONNECTIONS = 20;

	@TempDir
	static Path directory;

	static EmbeddedPostgres database;

	static TestIssuer issuer;

	static ConfigurableApplicationContext server;

	static TestServer http;

	@BeforeAll
	static void start() {
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		issuer = TestIssuer.start();
		System.setProperty(ALIVE_BYPASS, String.valueOf(Duration.ofHours(1).toMillis()));
		server = ProductionServer.start("--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(),
				"--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address(),
				"--spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS, "--tag-api.request-timeout=3s");
		http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
	}

	@AfterAll
	static void stop() {
		server.close();
		System.clearProperty(ALIVE_BYPASS);
		issuer.close();
		database.close();
	}

	@Test
	void eachOperationWaitsOnce(CapturedOutput output) throws Exception {
		List<ContractOperation> operations = ContractOperation.all().toList();
		awaitAvailable();
		awaitIdleConnections(operations.size() + 1);
		signal("STOP");
		try {
			int waits = 0;
			for (ContractOperation operation : operations) {
				isUnavailable(send(operation.request(http, "acme", TestServer.unknownTag(1).toString())));

				assertThat(connectionsEndedAtTheDeadline(output)).as(operation.id()).isEqualTo(++waits);
			}
			isUnavailable(send(http.request("/tag/v1/tags?customerId=acme")
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", "silent")
				.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}"))));

			assertThat(connectionsEndedAtTheDeadline(output)).as("with a key").isEqualTo(++waits);
		}
		finally {
			signal("CONT");
		}
		awaitAvailable();
		assertThat(output).doesNotContain("overridden by rollback exception", "\tat ");
	}

	/** As often as a client would retry. */
	private static void awaitAvailable() throws InterruptedException {
		for (int attempt = 0; list().status() != 200; attempt++) {
			assertThat(attempt).isLessThan(20);
			Thread.sleep(100);
		}
	}

	private static void awaitIdleConnections(int count) throws SQLException, InterruptedException {
		HikariDataSource pool = server.getBean(DataSource.class).unwrap(HikariDataSource.class);
		while (pool.getHikariPoolMXBean().getIdleConnections() < count) {
			Thread.sleep(100);
		}
	}

	private static long connectionsEndedAtTheDeadline(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line
				.contains("Ended a connection of the customer acme: the time limit of its request is over"))
			.count();
	}

	private static Response list() {
		return send(http.request("/tag/v1/tags?customerId=acme"));
	}

	private static Response send(HttpRequest.Builder request) {
		return http.send(request.header("Authorization", "Bearer " + issuer.token("acme")));
	}

	private static void isUnavailable(Response response) {
		response.isError(503, "50300000", "SERVICE_UNAVAILABLE", "The service is temporarily unavailable");
		assertThat(response.header("Retry-After")).contains("1");
	}

	private static void signal(String name) throws IOException, InterruptedException {
		ProcessHandle postmaster = ProcessHandle.of(database.pid()).orElseThrow();
		List<String> command = new ArrayList<>(List.of("kill", "-" + name));
		Stream.concat(Stream.of(postmaster), postmaster.descendants())
			.map((process) -> Long.toString(process.pid()))
			.forEach(command::add);
		assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
	}

}
