package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(120)
class EmbeddedPostgresCrashTests {

	private static final String WRITE = "create table note as select 'committed' as text";

	private static final String READ = "select text from note";

	private Path data = Path.of("");

	@BeforeEach
	void chooseDataDirectory(@TempDir Path directory) throws IOException {
		this.data = directory.toRealPath().resolve("data");
	}

	@Test
	void endsWithAKilledJvmAndKeepsWhatItCommitted() throws Exception {
		// given
		Process jvm = OtherJvm.start(this.data, Databases.PROGRAMS, WRITE);
		ProcessHandle server = serverOf(jvm);
		// when
		kill(jvm.toHandle());
		// then
		server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			assertThat(Databases.query(postgres, READ)).isEqualTo("committed");
		}
	}

	@Test
	void stopsTheServerThatHasOutlivedAKilledJvmAndKeepsWhatItCommitted() throws Exception {
		// given
		Process jvm = OtherJvm.start(this.data, Databases.PROGRAMS, WRITE);
		ProcessHandle orphan = serverOf(jvm);
		killButServer(jvm, orphan);
		assertThat(orphan.isAlive()).isTrue();
		// when
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			// then
			assertThat(Databases.query(postgres, READ)).isEqualTo("committed");
			assertThat(orphan.isAlive()).isFalse();
		}
	}

	@Test
	void recoversWhatWasCommittedBeforeAKillOfPostgres() throws Exception {
		// given
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			Databases.execute(postgres, WRITE);
			kill(postgres);
		}
		// when
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			// then
			assertThat(Databases.query(postgres, READ)).isEqualTo("committed");
		}
	}

	@Test
	void startsAKilledPostgresAgainUnderTheSameAddress() throws Exception {
		// given
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			Databases.execute(postgres, WRITE);
			String url = postgres.jdbcUrl();
			// when
			long killed = postgres.pid();
			kill(postgres);
			// then
			assertThat(queryOnceItIsBack(postgres)).isEqualTo("committed");
			assertThat(postgres.jdbcUrl()).isEqualTo(url);
			assertThat(postgres.pid()).isNotEqualTo(killed);
		}
	}

	@Test
	void startsBesideAProcessThatHasGotTheDeadServersId() throws Exception {
		// given
		kill(startAndLeavePostmasterFile());
		Process unrelated = new ProcessBuilder("cat").start();
		try {
			writePidToPostmasterFile(unrelated.pid());
			// when
			try (EmbeddedPostgres postgres = Databases.start(this.data)) {
				// then
				assertThat(Databases.query(postgres, READ)).isEqualTo("committed");
				assertThat(unrelated.isAlive()).isTrue();
			}
		}
		finally {
			kill(unrelated.toHandle());
		}
	}

	@Test
	void leavesTheServerOfAnotherClusterAlone(@TempDir Path other) throws Exception {
		// given
		kill(startAndLeavePostmasterFile());
		try (EmbeddedPostgres unrelated = Databases.start(other)) {
			writePidToPostmasterFile(unrelated.pid());
			// when, then
			assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(this.data))
				.withMessageContaining("lock file \"postmaster.pid\" already exists")
				.withMessageContaining("(PID " + unrelated.pid() + ")");
			assertThat(Databases.query(unrelated, "select 'untouched'")).isEqualTo("untouched");
		}
	}

	@Test
	void refusesADirectoryInUseByAnotherJvm() throws Exception {
		// given
		Process jvm = OtherJvm.start(this.data, Databases.PROGRAMS, WRITE);
		ProcessHandle server = serverOf(jvm);
		try {
			// when, then
			assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(this.data))
				.withMessage(inUseBy(jvm.pid()));
			assertThat(server.isAlive()).isTrue();
		}
		finally {
			kill(jvm.toHandle());
			kill(server);
		}
	}

	@Test
	void refusesADirectoryInUseByThisJvmAndKeepsItsLock() throws Exception {
		// given
		long self = ProcessHandle.current().pid();
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			Databases.execute(postgres, WRITE);
			// when, then
			assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(this.data))
				.withMessage(inUseBy(self));
			Process jvm = OtherJvm.start(this.data, Databases.PROGRAMS, WRITE);
			assertThat(OtherJvm.report(jvm)).isEqualTo(inUseBy(self));
			assertThat(Databases.query(postgres, READ)).isEqualTo("committed");
		}
	}

	private static String queryOnceItIsBack(EmbeddedPostgres postgres) throws InterruptedException {
		while (true) {
			try {
				return Databases.query(postgres, READ);
			}
			catch (SQLException ex) {
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
	}

	private String inUseBy(long pid) {
		return "The data directory " + this.data + " is in use by another server (process " + pid + ")";
	}

	private static ProcessHandle serverOf(Process jvm) throws IOException {
		String report = OtherJvm.report(jvm);
		assertThat(report).startsWith("ready ");
		return ProcessHandle.of(Long.parseLong(report.substring("ready ".length()))).orElseThrow();
	}

	private ProcessHandle startAndLeavePostmasterFile() throws Exception {
		Process jvm = OtherJvm.start(this.data, Databases.PROGRAMS, WRITE);
		ProcessHandle server = serverOf(jvm);
		killButServer(jvm, server);
		return server;
	}

	private void writePidToPostmasterFile(long pid) throws IOException {
		Path file = this.data.resolve("postgresql/postmaster.pid");
		List<String> lines = new ArrayList<>(Files.readAllLines(file));
		lines.set(0, Long.toString(pid));
		Files.write(file, lines);
	}

	/** The process that watches over the server is killed first, so that it goes on. */
	private static void killButServer(Process jvm, ProcessHandle server) {
		jvm.children().filter((child) -> child.pid() != server.pid()).forEach(EmbeddedPostgresCrashTests::kill);
		kill(jvm.toHandle());
	}

	private static void kill(EmbeddedPostgres postgres) {
		kill(ProcessHandle.of(postgres.pid()).orElseThrow());
	}

	private static void kill(ProcessHandle process) {
		process.destroyForcibly();
		process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
	}

}
