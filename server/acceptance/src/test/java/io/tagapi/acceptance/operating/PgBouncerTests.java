package io.tagapi.acceptance.operating;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.tagapi.acceptance.TestIssuer;
import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.server.TagApiServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A server behind PgBouncer, which gives each transaction another connection.
 */
@Tag("proxies")
@ExtendWith(OutputCaptureExtension.class)
class PgBouncerTests {

	@TempDir
	static Path directory;

	private static EmbeddedPostgres database;

	private static TestIssuer issuer;

	private static Process bouncer;

	private static int port;

	@BeforeAll
	static void start() throws Exception {
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		issuer = TestIssuer.start();
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		Path users = Files.writeString(directory.resolve("users.txt"),
				"\"%s\" \"%s\"%n".formatted(database.username(), database.password()));
		Path settings = Files.writeString(directory.resolve("pgbouncer.ini"), """
				[databases]
				tag_api = host=127.0.0.1 port=%s dbname=tag_api
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = plain
				auth_file = %s
				pool_mode = transaction
				ignore_startup_parameters = extra_float_digits
				""".formatted(database.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"), port, users));
		bouncer = new ProcessBuilder(command(settings)).redirectErrorStream(true)
			.redirectOutput(directory.resolve("pgbouncer.log").toFile())
			.start();
		Awaitility.await().atMost(20, TimeUnit.SECONDS).until(PgBouncerTests::listens);
	}

	/** It does not run as root. */
	private static String[] command(Path settings) throws IOException {
		if (!"root".equals(System.getProperty("user.name"))) {
			return new String[] { "pgbouncer", settings.toString() };
		}
		for (Path path : new Path[] { directory, settings, directory.resolve("users.txt") }) {
			path.toFile().setReadable(true, false);
			path.toFile().setExecutable(true, false);
		}
		return new String[] { "pgbouncer", "-u", "nobody", settings.toString() };
	}

	private static boolean listens() {
		try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@AfterAll
	static void stop() {
		bouncer.destroy();
		bouncer.onExit().join();
		issuer.close();
		database.close();
	}

	@Test
	void lostPreparedStatementsStopTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(""));

		assertThat(output).contains("The database of spring.datasource.url is behind a pool, such as PgBouncer in "
				+ "transaction mode, that loses prepared statements: add prepareThreshold=0 to the address, or set "
				+ "max_prepared_statements in PgBouncer 1.21 or newer.");
	}

	@Test
	void serverWorksWithoutPreparedStatements() throws Exception {
		try (var server = run("?prepareThreshold=0")) {
			var http = HttpClient.newHttpClient();
			for (int i = 0; i < 20; i++) {
				var request = OperatedServer
					.request(Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port")),
							"/tag/v1/tags?customerId=acme&pageNum=" + i)
					.header("Authorization", "Bearer " + issuer.token("acme"));
				assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
			}
		}
	}

	private static ConfigurableApplicationContext run(String parameters) {
		return SpringApplication.run(TagApiServer.class, "--server.port=0",
				"--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/tag_api" + parameters,
				"--spring.flyway.url=" + database.jdbcUrl(), "--spring.flyway.user=" + database.username(),
				"--spring.flyway.password=" + database.password(),
				"--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address());
	}

}
