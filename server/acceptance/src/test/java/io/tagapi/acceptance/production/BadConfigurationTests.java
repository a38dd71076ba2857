package io.tagapi.acceptance.production;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.ServerProcess;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.sandbox.TagApiSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Settings with which the server does not start, and the sentence that says so.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadConfigurationTests {

	private static final String URL = "spring.datasource.url";

	private static final String USER = "spring.datasource.username";

	private static final String PASSWORD = "spring.datasource.password";

	private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

	private static final String NO_DATABASE = "The setting spring.datasource.url must be the address of a PostgreSQL "
			+ "database, such as jdbc:postgresql://db.example.com/tags.";

	private static final String NO_ISSUER = "The setting " + ISSUER
			+ " must be the address of a token issuer, such as https://login.example.com.";

	private static final String NO_PORT = "The setting %s cannot be \"%s\": it has to be a number from 0 to 65535.";

	private static final String NO_ADDRESS = "The server cannot have the port and the address of server.port and "
			+ "server.address, or of management.server.port and management.server.address: ";

	@TempDir
	static Path directory;

	static EmbeddedPostgres database;

	private static final String CLIENTS = "tag-api.sandbox.clients.";

	static TestIssuer issuer;

	static ServerSocket taken;

	@BeforeAll
	static void start() throws IOException {
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		issuer = TestIssuer.start();
		taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	@AfterAll
	static void stop() throws IOException {
		taken.close();
		issuer.close();
		database.close();
	}

	static Stream<Arguments> sandboxSettings() throws IOException {
		Path file = Files.writeString(directory.resolve("file"), "");
		return Stream.of(arguments("tag-api.custmers", "acme", "There is no setting tag-api.custmers."),
				arguments("tag-api.sandbox.datadir2", "x", "There is no setting tag-api.sandbox.datadir2."),
				arguments("tag-api.max-request-size", "abc",
						"The setting tag-api.max-request-size cannot be \"abc\": it has to be a size, such as 1MB."),
				arguments("tag-api.max-request-size", "0B",
						"The setting tag-api.max-request-size must be at least 1B and below 2GB."),
				arguments("tag-api.max-request-size", "3GB",
						"The setting tag-api.max-request-size must be at least 1B and below 2GB."),
				arguments("tag-api.max-tags-per-customer", "many",
						"The setting tag-api.max-tags-per-customer cannot be \"many\": it has to be a whole number."),
				arguments("tag-api.max-concurrent-requests", "0",
						"The setting tag-api.max-concurrent-requests must be at least 1."),
				arguments("tag-api.max-concurrent-requests-per-customer", "-1",
						"The setting tag-api.max-concurrent-requests-per-customer must be at least 1."),
				arguments("tag-api.database.citus", "true", ofProduction("tag-api.database.citus")),
				arguments(URL, "jdbc:postgresql://db.example.com/tags", ofProduction(URL)),
				arguments(ISSUER, "https://login.example.com", ofProduction(ISSUER)),
				arguments("tag-api.request-timeout", "0s",
						"The setting tag-api.request-timeout must be a length of time, such as 20s."),
				arguments("tag-api.stop-pause", "soon",
						"The setting tag-api.stop-pause cannot be \"soon\": it has to be a length of time, such as 5s."),
				arguments("tag-api.events.retention", "0d",
						"The setting tag-api.events.retention must be a length of time, such as 90d."),
				arguments("server.port", "http", NO_PORT.formatted("server.port", "http")),
				arguments("server.port", "99999", NO_PORT.formatted("server.port", "99999")),
				arguments("server.port", "", NO_PORT.formatted("server.port", "")),
				arguments("management.server.port", "-2", NO_PORT.formatted("management.server.port", "-2")),
				arguments("server.address", "192.0.2.1", NO_ADDRESS),
				arguments("tag-api.sandbox.data-dir", withoutSigningKey().toString(),
						"Delete the file to get a new key; tokens issued so far then end."),
				arguments("server.port", Integer.toString(taken.getLocalPort()), "The port " + taken.getLocalPort()
						+ " is in use by another program: stop it, or set server.port, or management.server.port "
						+ "if it is that one, to a free one."),
				arguments("tag-api.sandbox.address", "tags.example.com",
						"The setting tag-api.sandbox.address must be an address such as http://sandbox:8080, and not "
								+ "\"tags.example.com\"."),
				arguments(CLIENTS + "sandbox.secret", "x",
						"The client " + CLIENTS + "sandbox is one that each sandbox has: give yours another id."),
				arguments(CLIENTS + "partner.customers", "acme",
						"The client " + CLIENTS
								+ "partner has neither a secret nor redirect-uris, so it could get no token."),
				arguments(CLIENTS + "partner.redirect-uris", "http://x/#y",
						"The setting " + CLIENTS + "partner.redirect-uris cannot be \"http://x/#y\": it has to be an "
								+ "address without a fragment, or a path that begins with /."),
				arguments(CLIENTS + "partner.password", "x", "There is no setting " + CLIENTS + "partner.password."),
				arguments("tag-api.sandbox.data-dir", file.toString(),
						"The data directory " + file + " is not a directory"),
				arguments("tag-api.sandbox.data-dir", "?/.tag-api",
						"The home directory of this user is not known, so there is no place for the data: set the "
								+ "environment variable HOME, or the setting tag-api.sandbox.data-dir"),
				arguments("tag-api.sandbox.programs-dir", directory.resolve("a$x").toString(),
						"choose another one for its programs with the setting tag-api.sandbox.programs-dir"),
				arguments("tag-api.sandbox.data-dir", "/proc/nothing",
						"The data directory /proc/nothing cannot be used: "));
	}

	private static Path withoutSigningKey() throws IOException {
		Path dataDir = Files.createDirectories(directory.resolve("damaged"));
		Files.writeString(dataDir.resolve("signing-key.jwk"), "");
		return dataDir;
	}

	private static String ofProduction(String setting) {
		return "The setting " + setting
				+ " is for production, and this is the sandbox: run tag-api-server instead, or remove the setting.";
	}

	@ParameterizedTest
	@MethodSource
	void sandboxSettings(String setting, String value, String sentence, CapturedOutput output) {
		refuses(new SpringApplication(TagApiSandbox.class),
				with(setting, value, "--tag-api.sandbox.data-dir=" + directory.resolve("data"),
						"--tag-api.sandbox.programs-dir=target/postgresql", "--server.port=0"),
				sentence, output);
	}

	@Test
	void aSandboxLooksForItsPortBeforeItStartsADatabase(CapturedOutput output) {
		Path untouched = directory.resolve("untouched");

		refuses(new SpringApplication(TagApiSandbox.class),
				with("server.port", Integer.toString(taken.getLocalPort()), "--tag-api.sandbox.data-dir=" + untouched),
				"is in use by another program", output);

		assertThat(untouched).doesNotExist();
	}

	static Stream<Arguments> productionSettings() {
		return Stream.of(arguments(URL, "db.example.com/tags", NO_DATABASE),
				arguments(URL, "jdbc:mysql://db.example.com/tags", NO_DATABASE),
				arguments(URL, "jdbc:postgresql://db.example.com:port/tags", NO_DATABASE),
				arguments(URL, "jdbc:postgresql://127.0.0.1:1/tags",
						"The database of spring.datasource.url cannot be reached: Connection to 127.0.0.1:1 refused"),
				arguments(URL, "jdbc:postgresql://127.0.0.1:" + taken.getLocalPort() + "/tags",
						"The database of spring.datasource.url cannot be reached: Connection attempt timed out, at "
								+ "127.0.0.1:" + taken.getLocalPort() + "."),
				arguments(URL, "jdbc:postgresql://nowhere.invalid/tags",
						"The database of spring.datasource.url cannot be reached: there is no host nowhere.invalid."),
				arguments(URL, "jdbc:aws-wrapper:postgresql://127.0.0.1/tags",
						"The setting spring.datasource.url needs the driver for jdbc:aws-wrapper:postgresql:, which is "
								+ "not on the class path: see docs/operating/postgresql.md."),
				arguments("tag-api.cors.allowed-origins", "https://fleet.example.com/app",
						"The setting tag-api.cors.allowed-origins cannot be \"https://fleet.example.com/app\": it has to "
								+ "be an origin without a path, such as https://fleet.example.com."),
				arguments(URL, database.jdbcUrl() + "2",
						"There is no database of the name that spring.datasource.url has: FATAL: database \"tag_api2\""),
				arguments(PASSWORD, "wrong", "The database refuses spring.datasource.username and "
						+ "spring.datasource.password: FATAL: password authentication failed for user \"tag_api\""),
				arguments(USER, "nobody", "The database refuses spring.datasource.username"),
				arguments("tag-api.database.citus", "true",
						"The database of spring.datasource.url has no Citus, which tag-api.database.citus asks for: "
								+ "ERROR: extension \"citus\" is not available"),
				arguments("tag-api.database.citus", "perhaps",
						"The setting tag-api.database.citus cannot be \"perhaps\": it has to be true or false."),
				arguments(ISSUER, "login.example.com", NO_ISSUER), arguments(ISSUER, "https://log in", NO_ISSUER),
				arguments(ISSUER, "http://127.0.0.1:1",
						"The token issuer http://127.0.0.1:1 of " + ISSUER + " cannot be used: no metadata at "
								+ "http://127.0.0.1:1/.well-known/openid-configuration: no connection"),
				arguments(ISSUER, "http://nowhere.invalid", "there is no host nowhere.invalid"),
				arguments(ISSUER, "http://127.0.0.1:" + issuer.address().replaceAll(".*:", ""),
						"/.well-known/openid-configuration is the metadata of the issuer " + issuer.address()),
				arguments(ISSUER, issuer.address() + "/not-an-issuer",
						"The token issuer " + issuer.address() + "/not-an-issuer of " + ISSUER
								+ " cannot be used: no metadata at " + issuer.address()
								+ "/not-an-issuer/.well-known/openid-configuration: "),
				arguments("tag-api.tokens.issuers.partner.issuer-uri", "login",
						"The setting tag-api.tokens.issuers.partner.issuer-uri must be the address of a token issuer"),
				arguments("tag-api.tokens.issuers.partner.issuer-uri", issuer.address(),
						"The settings " + ISSUER + " and tag-api.tokens.issuers.partner.issuer-uri cannot both be the "
								+ "token issuer " + issuer.address() + "."),
				arguments(AUDIENCES, "",
						"The setting " + AUDIENCES + " is empty, so tokens for other services would be "
								+ "accepted: name an audience, or set tag-api.tokens.check-audience=false."),
				arguments("tag-api.tokens.clock-skew", "-1s",
						"The setting tag-api.tokens.clock-skew must be a length of time, such as 10s."));
	}

	@ParameterizedTest
	@MethodSource
	void productionSettings(String setting, String value, String sentence, CapturedOutput output) {
		refuses(ProductionServer.application(),
				with(setting, value, "--" + URL + "=" + database.jdbcUrl(), "--" + USER + "=" + database.username(),
						"--" + PASSWORD + "=" + database.password(), "--" + ISSUER + "=" + issuer.address(),
						"--server.port=0"),
				sentence, output);
	}

	static Stream<Arguments> changedHistoryOfMigrations() {
		return Stream.of(
				arguments(
						"insert into flyway_schema_history select 99, null, 'distribute by customer', 'SQL', "
								+ "'R__distribute_by_customer.sql', 1, 'me', now(), 1, true",
						"The tables of the database are distributed by Citus: set tag-api.database.citus=true."),
				arguments("update flyway_schema_history set checksum = 1 where version = '1'",
						"The database of spring.datasource.url cannot be brought to the version of this server: "
								+ "Migration checksum mismatch for migration version 1."));
	}

	@ParameterizedTest
	@MethodSource
	void changedHistoryOfMigrations(String change, String sentence, CapturedOutput output, @TempDir Path own) {
		try (EmbeddedPostgres changed = EmbeddedPostgres.start(own, Path.of("target/postgresql"))) {
			String[] settings = with(URL, changed.jdbcUrl(), "--" + USER + "=" + changed.username(),
					"--" + PASSWORD + "=" + changed.password(), "--" + ISSUER + "=" + issuer.address(),
					"--server.port=0");
			ProductionServer.start(settings).close();
			JdbcClient.create(new DriverManagerDataSource(changed.jdbcUrl(), changed.username(), changed.password()))
				.sql(change)
				.update();

			refuses(ProductionServer.application(), settings, sentence, output);
		}
	}

	@Test
	void theProcessEndsWithAnExitCode() throws Exception {
		Path log = directory.resolve("log");
		Process server = ServerProcess.launch(log, "--tag-api.custmers=acme");

		assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(server.exitValue()).isEqualTo(1);
		assertThat(log).content().contains("There is no setting tag-api.custmers.");
	}

	@Test
	void localeThatCannotWriteTheDirectoryIsNamed() throws Exception {
		Path log = directory.resolve("locale-log");
		Process server = ServerProcess.launch(log, Map.of("LC_ALL", "C"),
				"--tag-api.sandbox.data-dir=" + directory + "/\u00FC");

		assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(server.exitValue()).isEqualTo(1);
		assertThat(log).content()
			.contains("The setting tag-api.sandbox.data-dir cannot be",
					"Start it with a UTF-8 locale, such as LC_ALL=C.UTF-8.");
	}

	/** The settings with which the server would start, but for one. */
	private static String[] with(String setting, String value, String... good) {
		String bad = "--" + setting + "=";
		return Stream.concat(Arrays.stream(good).filter((given) -> !given.startsWith(bad)), Stream.of(bad + value))
			.toArray(String[]::new);
	}

	private static void refuses(SpringApplication server, String[] settings, String sentence, CapturedOutput output) {
		assertThatException().isThrownBy(() -> server.run(settings));

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(sentence)
			.doesNotContain("Error starting Tomcat context", "memory leak", "'debug' enabled");
	}

}
