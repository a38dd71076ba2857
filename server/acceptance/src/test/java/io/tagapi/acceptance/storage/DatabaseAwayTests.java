package io.tagapi.acceptance.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.acceptance.TestServer;
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
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A database of the operator that hangs, is away or takes no more connections. Nothing
 * but the database is touched: the server recovers once the database is back.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayTests {

	private static final String TAGS = "/tag/v1/tags?customerId=acme";

	private static final int CALLERS = 40;

	/** The setting tag-api.request-timeout, which is 20 seconds by default. */
	private static final Duration TIME_LIMIT = Duration.ofSeconds(3);

	private static final Duration PATIENCE = TIME_LIMIT.plusSeconds(3);

	@TempDir
	static Path directory;

	static EmbeddedPostgres database;

	static TestIssuer issuer;

	static ConfigurableApplicationContext server;

	static TestServer http;

	static String token;

	@BeforeAll
	static void start() {
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		issuer = TestIssuer.start();
		token = issuer.token("acme");
		server = ProductionServer.start("--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(),
				"--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address(),
				"--tag-api.request-timeout=" + TIME_LIMIT.toSeconds() + "s");
		http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
		assertThat(list().status()).isEqualTo(200);
	}

	@AfterAll
	static void stop() {
		server.close();
		issuer.close();
		database.close();
	}

	@Test
	void aDatabaseThatHangsMakesTheServiceUnavailableUntilItGoesOn() throws Exception {
		inParallel(DatabaseAwayTests::list);
		long threadsBefore = threadsOfServers();
		signal("STOP");
		try {
			Instant start = Instant.now();
			List<Response> responses = inParallel(DatabaseAwayTests::list);

			assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
			assertThat(responses).allSatisfy(DatabaseAwayTests::isUnavailable);
			assertThat(health("liveness")).isEqualTo(200);
			assertThat(health("readiness")).isEqualTo(503);

			inParallel(DatabaseAwayTests::list);
			assertThat(threadsOfServers()).as("threads of servers").isLessThanOrEqualTo(threadsBefore + 5);
		}
		finally {
			signal("CONT");
		}
		recovers();
	}

	@Test
	void aDatabaseThatIsKilledMakesTheServiceUnavailableUntilItIsBack() throws Exception {
		ProcessHandle postmaster = ProcessHandle.of(database.pid()).orElseThrow();
		postmaster.destroyForcibly();
		postmaster.onExit().join();

		Instant start = Instant.now();
		inParallel(DatabaseAwayTests::list).stream()
			.filter((response) -> response.status() != 200)
			.forEach(DatabaseAwayTests::isUnavailable);

		assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
		recovers();
	}

	@Test
	void aDatabaseWithoutFreeConnectionsMakesTheServiceUnavailableUntilItHasSome() throws Exception {
		JdbcClient superuser = superuser();
		superuser.sql("alter role tag_api connection limit 0").update();
		superuser.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tag_api'")
			.query()
			.listOfRows();

		Instant start = Instant.now();
		List<Response> responses = inParallel(DatabaseAwayTests::list);

		assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
		assertThat(responses).allSatisfy(DatabaseAwayTests::isUnavailable);
		superuser.sql("alter role tag_api connection limit -1").update();
		recovers();
	}

	@Test
	void scheduledJobsLogNoErrorWhileTheDatabaseIsAway(CapturedOutput output) throws Exception {
		Collection<ScheduledTask> jobs = server.getBeansOfType(ScheduledTaskHolder.class)
			.values()
			.stream()
			.flatMap((holder) -> holder.getScheduledTasks().stream())
			.toList();
		assertThat(jobs).hasSize(4);
		JdbcClient superuser = superuser();
		superuser.sql("alter role tag_api connection limit 0").update();
		superuser.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tag_api'")
			.query()
			.listOfRows();
		server.getBean(DataSource.class).unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
		try {
			assertThat(jobs).allSatisfy((job) -> assertThatNoException().isThrownBy(job.getTask().getRunnable()::run));
		}
		finally {
			superuser.sql("alter role tag_api connection limit -1").update();
		}
		recovers();

		assertThat(output.toString().lines().filter((line) -> line.contains("for the next time")))
			.hasSizeGreaterThanOrEqualTo(jobs.size());
		assertThat(output).doesNotContain(" ERROR ");
	}

	private static Response list() {
		return http.send(http.request(TAGS).header("Authorization", "Bearer " + token));
	}

	private static void isUnavailable(Response response) {
		response.isError(503, "50300000", "SERVICE_UNAVAILABLE", "The service is temporarily unavailable");
		assertThat(response.header("Retry-After")).contains("1");
	}

	private static int health(String group) {
		Instant start = Instant.now();
		int status = http.send(http.request("/actuator/health/" + group)).status();
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
		return status;
	}

	/**
	 * Waits until the service is available, for as long as a client would; its readiness
	 * may be a second old.
	 */
	private static void recovers() throws InterruptedException {
		Instant limit = Instant.now().plusSeconds(20);
		while (list().status() != 200 || health("readiness") != 200) {
			assertThat(Instant.now()).isBefore(limit);
			Thread.sleep(100);
		}
		assertThat(inParallel(DatabaseAwayTests::list))
			.allSatisfy((response) -> assertThat(response.status()).isEqualTo(200));
	}

	private static List<Response> inParallel(Callable<Response> call) throws InterruptedException {
		try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS,
				Thread.ofPlatform().name("caller-", 0).factory())) {
			return executor.invokeAll(Collections.nCopies(CALLERS, call)).stream().map(Future::resultNow).toList();
		}
	}

	/**
	 * The threads that a server may leave behind. Those of callers, of their HTTP client,
	 * of processes that a test started and those that carry virtual ones come and go.
	 */
	private static long threadsOfServers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> Stream.of("request-", "caller-", "HttpClient-", "process reaper", "ForkJoinPool-")
				.noneMatch(name::startsWith))
			.count();
	}

	private static void signal(String name) throws IOException, InterruptedException {
		ProcessHandle postmaster = ProcessHandle.of(database.pid()).orElseThrow();
		List<String> command = new ArrayList<>(List.of("kill", "-" + name));
		Stream.concat(Stream.of(postmaster), postmaster.descendants())
			.map((process) -> Long.toString(process.pid()))
			.forEach(command::add);
		assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
	}

	private static JdbcClient superuser() throws IOException {
		return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), "postgres",
				Files.readString(directory.resolve("database/password"))));
	}

}
