package io.tagapi.acceptance.production;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.sandbox.RestartTests;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stopping the sandbox while a request is under way, which a lock keeps waiting.
 */
@Timeout(60)
class GracefulStopTests {

	@TempDir
	Path dataDir;

	@Test
	void runningRequestsFinishAndNewOnesAreRejected() throws Exception {
		// given
		ConfigurableApplicationContext server = RestartTests.start(this.dataDir);
		int port = Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
		try (TagApiClient client = client(port); Connection lock = connect(server)) {
			Tag tag = client.createTag("demo", new CreateTagRequest().name("Floor 2"));
			lockTags(lock);
			var underWay = CompletableFuture
				.supplyAsync(() -> client.bulkAssignTags("demo", bulk(tag)).getChangedCount());
			awaitWaitingRequest(server);
			// when
			var stopped = CompletableFuture.runAsync(server::close);
			awaitRefusal(port);
			// then
			assertThat(underWay).isNotDone();
			lock.rollback();
			assertThat(underWay.get(10, TimeUnit.SECONDS)).isEqualTo(100);
			stopped.get(20, TimeUnit.SECONDS);
		}
		assertThat(this.dataDir.resolve("postgresql.log")).content().contains("database system is shut down");
		assertThat(this.dataDir.resolve("postgresql/postmaster.pid")).doesNotExist();
	}

	@Test
	void aRequestThatDoesNotFinishIsNotWaitedForForEver() throws Exception {
		// given
		ConfigurableApplicationContext server = RestartTests.start(this.dataDir,
				"--spring.lifecycle.timeout-per-shutdown-phase=1s");
		int port = Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
		try (TagApiClient client = client(port); Connection lock = connect(server)) {
			Tag tag = client.createTag("demo", new CreateTagRequest().name("Floor 2"));
			lockTags(lock);
			var underWay = CompletableFuture.runAsync(() -> client.bulkAssignTags("demo", bulk(tag)));
			awaitWaitingRequest(server);
			// when
			Instant start = Instant.now();
			server.close();
			// then
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
			assertThat(underWay).failsWithin(Duration.ofSeconds(10));
		}
		assertThat(this.dataDir.resolve("postgresql.log")).content().contains("database system is shut down");
		assertThat(Files.exists(this.dataDir.resolve("postgresql/postmaster.pid"))).isFalse();
	}

	private static TagApiClient client(int port) {
		return TagApiClient.builder(URI.create("http://localhost:" + port))
			.clientCredentials("sandbox", "sandbox")
			.build();
	}

	private static BulkTagsRequest bulk(Tag tag) {
		return new BulkTagsRequest().deviceIds(TestServer.deviceIds(0, 100)).tagIds(List.of(tag.getId()));
	}

	private static Connection connect(ConfigurableApplicationContext server) throws SQLException {
		EmbeddedPostgres postgres = server.getBean(EmbeddedPostgres.class);
		return new DriverManagerDataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
			.getConnection();
	}

	private static void lockTags(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		connection.createStatement().execute("lock table tag in exclusive mode");
	}

	private static void awaitWaitingRequest(ConfigurableApplicationContext server) throws InterruptedException {
		JdbcClient database = server.getBean(JdbcClient.class);
		while (database.sql("select from pg_locks where not granted").query().listOfRows().isEmpty()) {
			TimeUnit.MILLISECONDS.sleep(10);
		}
	}

	/** Waits until nobody can connect any more. */
	private static void awaitRefusal(int port) throws Exception {
		while (true) {
			try {
				new Socket(InetAddress.getLoopbackAddress(), port).close();
				TimeUnit.MILLISECONDS.sleep(10);
			}
			catch (ConnectException ex) {
				return;
			}
		}
	}

}
