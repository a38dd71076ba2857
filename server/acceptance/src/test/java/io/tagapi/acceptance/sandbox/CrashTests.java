package io.tagapi.acceptance.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.tagapi.acceptance.ServerProcess;
import io.tagapi.acceptance.Traffic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * {@code kill -9} in the middle of concurrent calls. All tests go on with the data of the
 * ones before, so what was once acknowledged is looked for again after each of them.
 */
@Tag("resilience")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTests {

	private static final int TIMES = 10;

	private final Random random = new Random();

	private final Path dataDir;

	private final Traffic traffic = new Traffic();

	private ServerProcess server;

	CrashTests() throws Exception {
		this.dataDir = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "crash").resolve("data");
		this.server = ServerProcess.start(this.dataDir);
	}

	@BeforeAll
	void makeSharedTags() {
		try (var client = this.server.client()) {
			this.traffic.prepare(client);
		}
	}

	@AfterAll
	void stop() throws Exception {
		this.traffic.close();
		this.server.stop();
	}

	@RepeatedTest(TIMES)
	void theServer() throws Exception {
		afterwardsNothingIsLost(() -> {
			kill(this.server.jvm());
			this.server = ServerProcess.start(this.dataDir);
		});
	}

	/** The running server starts its database again, without anybody's help. */
	@RepeatedTest(TIMES)
	void itsPostgres() throws Exception {
		afterwardsNothingIsLost(() -> kill(this.server.postgres()));
	}

	@RepeatedTest(3)
	void bothAtOnce() throws Exception {
		afterwardsNothingIsLost(() -> {
			ProcessHandle postgres = this.server.postgres();
			kill(this.server.jvm());
			kill(postgres);
			this.server = ServerProcess.start(this.dataDir);
		});
	}

	private void afterwardsNothingIsLost(Crash crash) throws Exception {
		try (var client = this.server.client()) {
			this.traffic.start(client);
			try {
				this.traffic.awaitAcknowledged();
				TimeUnit.MILLISECONDS.sleep(this.random.nextInt(300));
				crash.happens();
			}
			finally {
				this.traffic.stop();
			}
		}
		try (var client = this.server.client()) {
			this.traffic.awaitService(client);
			this.traffic.check(client, this.server.database());
		}
	}

	private static void kill(ProcessHandle process) {
		process.destroyForcibly();
		process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
	}

	/** What goes wrong while calls are under way. */
	private interface Crash {

		void happens() throws Exception;

	}

}
