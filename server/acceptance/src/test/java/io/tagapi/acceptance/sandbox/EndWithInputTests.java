package io.tagapi.acceptance.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.tagapi.acceptance.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A sandbox that belongs to the program that has started it: when that ends, even by
 * {@code kill -9}, the pipe to the sandbox's standard input is closed.
 */
class EndWithInputTests {

	private static final String TEMPORARY_DATA = "glob:**/tag-api-*";

	@TempDir
	private Path directory = Path.of("");

	private final List<Process> started = new ArrayList<>();

	@BeforeEach
	void makeTemporaryDirectory() throws IOException {
		Files.createDirectory(temporary());
	}

	@AfterEach
	void stop() {
		this.started.forEach(Process::destroy);
		this.started.forEach((process) -> process.onExit().join());
	}

	@Test
	void endsWithItsTemporaryData() throws Exception {
		Process sandbox = launch();
		awaitLog("Open http");
		assertThat(temporary()).isDirectoryContaining(TEMPORARY_DATA);

		sandbox.getOutputStream().close();

		assertThatItEnds(sandbox);
	}

	@Test
	void endsAlsoWhileItIsStarting() throws Exception {
		Process sandbox = launch();
		awaitLog("PostgreSQL started");

		sandbox.getOutputStream().close();

		assertThatItEnds(sandbox);
	}

	@Test
	void keepsDataInADirectoryThatIsNamed() throws Exception {
		Path data = this.directory.resolve("data");
		Process sandbox = launch("--tag-api.sandbox.data-dir=" + data);
		awaitLog("Open http");

		sandbox.getOutputStream().close();

		assertThatItEnds(sandbox);
		assertThat(data.resolve("postgresql")).isDirectoryContaining("glob:**/PG_VERSION")
			.isDirectoryNotContaining("glob:**/postmaster.pid");
	}

	@Test
	void goesOnWhateverItsInputIs() throws Exception {
		Process sandbox = launch();
		OutputStream input = sandbox.getOutputStream();
		input.write("stop\n".getBytes(StandardCharsets.UTF_8));
		input.flush();

		awaitLog("Open http");

		assertThat(sandbox.isAlive()).isTrue();
	}

	private Process launch(String... settings) throws IOException {
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("--tag-api.sandbox.end-with-input=true");
		Process sandbox = ServerProcess.launch(log(), Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary()),
				all.toArray(String[]::new));
		this.started.add(sandbox);
		return sandbox;
	}

	private void awaitLog(String text) {
		await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(log()).contains(text));
	}

	private void assertThatItEnds(Process sandbox) throws Exception {
		assertThat(sandbox.waitFor(60, TimeUnit.SECONDS)).as("The sandbox has ended").isTrue();
		assertThat(sandbox.exitValue()).isZero();
		assertThat(temporary()).isDirectoryNotContaining(TEMPORARY_DATA);
	}

	private Path temporary() {
		return this.directory.resolve("temporary");
	}

	private Path log() {
		return this.directory.resolve("log");
	}

}
