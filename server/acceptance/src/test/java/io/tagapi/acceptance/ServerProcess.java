package io.tagapi.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tagapi.client.TagApiClient;
import io.tagapi.sandbox.TagApiSandbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox in a JVM of its own, which can be killed.
 */
public final class ServerProcess {

	private static final Duration START_LIMIT = Duration.ofMinutes(2);

	private static final Pattern ADDRESS = Pattern.compile("Open (http\\S+)");

	private final Path dataDir;

	private final Process jvm;

	private final Path log;

	private final URI address;

	private ServerProcess(Path dataDir, Process jvm, Path log, URI address) {
		this.dataDir = dataDir;
		this.jvm = jvm;
		this.log = log;
		this.address = address;
	}

	/** Starts the server and waits until it says where it is. */
	public static ServerProcess start(Path dataDir, String... moreSettings) throws IOException, InterruptedException {
		Path log = Files.createTempFile(dataDir.getParent(), "server", ".log");
		List<String> settings = new ArrayList<>(List.of(moreSettings));
		settings.addAll(List.of("--tag-api.sandbox.demo-tags=false", "--tag-api.sandbox.data-dir=" + dataDir));
		Process jvm = launch(log, settings.toArray(String[]::new));
		Instant limit = Instant.now().plus(START_LIMIT);
		while (true) {
			Matcher said = ADDRESS.matcher(Files.readString(log));
			if (said.find()) {
				return new ServerProcess(dataDir, jvm, log, URI.create(said.group(1)));
			}
			assertThat(Instant.now()).as("The start of the server, which logged %s", Files.readString(log))
				.isBefore(limit);
			assertThat(jvm.waitFor(20, TimeUnit.MILLISECONDS))
				.as("The server has ended, having logged %s", Files.readString(log))
				.isFalse();
		}
	}

	public static Process launch(Path log, String... settings) throws IOException {
		return launch(log, Map.of(), settings);
	}

	public static Process launch(Path log, Map<String, String> environment, String... settings) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				TagApiSandbox.class.getName(), "--server.port=0", "--tag-api.sandbox.programs-dir=target/postgresql"));
		command.addAll(List.of(settings));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		return builder.start();
	}

	public URI address() {
		return this.address;
	}

	public TagApiClient client() {
		return TagApiClient.builder(this.address)
			.clientCredentials("sandbox", "sandbox")
			.requestTimeout(Duration.ofSeconds(40))
			.build();
	}

	/** The database as its superuser sees it, past the server. */
	public JdbcClient database() throws IOException {
		return JdbcClient
			.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + postmasterFile().get(3) + "/tag_api",
					"postgres", Files.readString(this.dataDir.resolve("password"))));
	}

	public ProcessHandle postgres() throws IOException {
		return ProcessHandle.of(Long.parseLong(postmasterFile().getFirst())).orElseThrow();
	}

	private List<String> postmasterFile() throws IOException {
		return Files.readAllLines(this.dataDir.resolve("postgresql/postmaster.pid"));
	}

	public ProcessHandle jvm() {
		return this.jvm.toHandle();
	}

	public String logged() throws IOException {
		return Files.readString(this.log);
	}

	/** Asks the server to stop, as supervisors do, and waits until it has. */
	public void stop() throws InterruptedException {
		this.jvm.destroy();
		assertThat(this.jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
	}

	/** Waits until the server has ended by itself. */
	public int exitCode() throws InterruptedException {
		assertThat(this.jvm.waitFor(30, TimeUnit.SECONDS)).as("The server has ended").isTrue();
		return this.jvm.exitValue();
	}

	/** Ends what is left of a server that has ended without stopping its database. */
	public void kill() throws IOException {
		this.jvm.destroyForcibly();
		ProcessHandle postgres = postgres();
		postgres.destroy();
		postgres.onExit().join();
	}

}
