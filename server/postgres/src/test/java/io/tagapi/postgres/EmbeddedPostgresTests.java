package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedPostgresTests {

	private Path data = Path.of("");

	@BeforeEach
	void chooseDataDirectory(@TempDir Path directory) throws IOException {
		this.data = directory.toRealPath().resolve("data");
	}

	@Test
	void keepsRowsOverRestarts() throws SQLException {
		// given
		try (EmbeddedPostgres first = Databases.start(this.data)) {
			Databases.execute(first, "create table note as select 'kept' as text");
		}
		// when
		try (EmbeddedPostgres second = Databases.start(this.data)) {
			// then
			assertThat(Databases.query(second, "select text from note")).isEqualTo("kept");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a$x", "a b", "a'b", "a\"b", "a`id`", "a\\b", "#{1}", "\u00FC\u65E5" })
	void startsInADirectoryOfAnyName(String name) throws SQLException {
		try (EmbeddedPostgres postgres = Databases.start(this.data.resolveSibling(name))) {
			assertThat(Databases.query(postgres, "select 'works'")).isEqualTo("works");
		}
	}

	@Test
	void startsInADirectoryWithAPathLongerThanASocketsMayBe() throws SQLException {
		try (EmbeddedPostgres postgres = Databases.start(this.data.resolve("d".repeat(200)))) {
			assertThat(Databases.query(postgres, "select 'works'")).isEqualTo("works");
		}
	}

	@Test
	void shutsDownCleanly() throws IOException {
		// given
		Databases.start(this.data).close();
		// when
		Databases.start(this.data).close();
		// then
		assertThat(this.data.resolve("postgresql.log")).content()
			.contains("database system was shut down at", "database system is shut down")
			.doesNotContain("recovery");
	}

	@Test
	void closesOnce() {
		// given
		EmbeddedPostgres postgres = Databases.start(this.data);
		postgres.close();
		// when
		try (EmbeddedPostgres next = Databases.start(this.data)) {
			postgres.close();
			// then
			assertThat(ProcessHandle.of(next.pid())).isPresent();
			assertThat(ProcessHandle.of(postgres.pid())).isEmpty();
		}
	}

	@Test
	void hasDurableAndSafeSettings() throws SQLException {
		// given
		Map<String, String> expected = Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on",
				"data_checksums", "on", "listen_addresses", "127.0.0.1", "password_encryption", "scram-sha-256",
				"server_encoding", "UTF8", "log_timezone", "UTC");
		// when
		Map<String, String> settings = new HashMap<>();
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			for (String name : expected.keySet()) {
				settings.put(name, Databases.query(postgres, "show " + name));
			}
		}
		// then
		assertThat(settings).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter role tag_api set synchronous_commit = off    | the setting synchronous_commit=off
			alter database tag_api set password_encryption=md5 | the setting password_encryption=md5
			alter role tag_api superuser                       | role tag_api may do more
			alter role tag_api createdb                        | role tag_api may do more
			""")
	void refusesWhatIsNotDurableOrNotSafe(String change, String message) throws Exception {
		// given
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			Databases.executeAsSuperuser(postgres, this.data, change);
		}
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(this.data))
			.withMessageContaining(message);
		assertThat(this.data.resolve("postgresql/postmaster.pid")).doesNotExist();
	}

	@Test
	void asksForThePassword() {
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "wrong"))
				.withMessageContaining("password authentication failed");
		}
	}

	@Test
	void letsTheApplicationUseItsDatabaseOnly() {
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> Databases.execute(postgres, "create database other"))
				.withMessageContaining("permission denied");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> Databases.execute(postgres, "create role other"))
				.withMessageContaining("permission denied");
		}
	}

	@Test
	void keepsOthersOut() throws IOException {
		// when
		Databases.start(this.data).close();
		// then
		assertThat(permissions(this.data)).isEqualTo("rwx------");
		assertThat(permissions(this.data.resolve("postgresql"))).isEqualTo("rwx------");
		assertThat(permissions(this.data.resolve("password"))).isEqualTo("rw-------");
	}

	@Test
	void keepsTheLogOfTheRunBefore() throws IOException {
		// given
		Databases.start(this.data).close();
		List<String> log = Files.readAllLines(this.data.resolve("postgresql.log"));
		// when
		Databases.start(this.data).close();
		// then
		assertThat(Files.readAllLines(this.data.resolve("postgresql.log.1"))).isEqualTo(log);
	}

	@Test
	void createsRoleAndDatabaseIfTheFirstStartDidNotGetThere() throws Exception {
		// given
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			Databases.executeAsSuperuser(postgres, this.data, "drop database tag_api");
			Databases.executeAsSuperuser(postgres, this.data, "drop role tag_api");
		}
		// when
		try (EmbeddedPostgres postgres = Databases.start(this.data)) {
			// then
			assertThat(Databases.query(postgres, "select current_database()")).isEqualTo("tag_api");
		}
	}

	@Test
	void replacesAnUnfinishedCluster() throws IOException {
		// given
		Path unfinished = Files.createDirectories(this.data.resolve(".postgresql-1"));
		Files.createDirectory(unfinished.resolve("base"));
		Files.writeString(unfinished.resolve("PG_VERSION"), Cluster.MAJOR_VERSION);
		Files.writeString(this.data.resolve("password"), "of the unfinished cluster");
		// when
		Databases.start(this.data).close();
		// then
		assertThat(unfinished).doesNotExist();
		assertThat(this.data.resolve("postgresql/PG_VERSION")).hasContent(Cluster.MAJOR_VERSION);
	}

	@Test
	void refusesAnotherMajorVersionAndLeavesItAlone() throws IOException {
		// given
		Databases.start(this.data).close();
		Path cluster = this.data.resolve("postgresql");
		Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
		List<String> before = state(this.data);
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(this.data))
			.withMessage("The database in " + cluster + " was made by PostgreSQL 17, but this is PostgreSQL 18:"
					+ " move its data with pg_dump, or choose another data directory");
		assertThat(state(this.data)).isEqualTo(before);
	}

	@Test
	void refusesAFileAsDataDirectory() throws IOException {
		// given
		Files.writeString(this.data, "a file");
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(this.data))
			.withMessage("The data directory " + this.data + " is not a directory");
		assertThat(this.data).hasContent("a file");
	}

	@Test
	void refusesADataDirectoryThatCannotBeCreated() throws IOException {
		// given
		Files.writeString(this.data, "a file");
		Path below = this.data.resolve("below");
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(below))
			.withMessageStartingWith("The data directory " + below + " cannot be used: ")
			.withMessageContaining("Not a directory");
	}

	@Test
	void reportsWhyPostgresDoesNotStart() throws IOException {
		// given
		Databases.start(this.data).close();
		Files.delete(this.data.resolve("postgresql/global/pg_control"));
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class).isThrownBy(() -> Databases.start(this.data))
			.withMessageStartingWith("PostgreSQL does not start in " + this.data.resolve("postgresql") + ": ")
			.withMessageContaining("could not find the database system");
	}

	@Test
	void reportsWhyTheClusterIsNotCreated() throws IOException {
		// given
		Path programs = this.data.resolveSibling("programs");
		EmbeddedPostgres.start(this.data, programs).close();
		try (Stream<Path> files = Files.walk(programs)) {
			Files.delete(files.filter((file) -> file.endsWith("postgres.bki")).findFirst().orElseThrow());
		}
		Path fresh = this.data.resolveSibling("fresh");
		// when, then
		assertThatExceptionOfType(EmbeddedPostgresException.class)
			.isThrownBy(() -> EmbeddedPostgres.start(fresh, programs))
			.withMessageStartingWith("The database cannot be created in " + fresh.resolve("postgresql") + ": ")
			.withMessageContaining("postgres.bki");
		try (Stream<Path> files = Files.list(fresh)) {
			assertThat(files.map(Path::getFileName)).containsExactlyInAnyOrder(Path.of("lock"), Path.of("password"));
		}
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private static List<String> state(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> !file.endsWith("lock"))
				.map((file) -> file + " " + file.toFile().lastModified() + " " + file.toFile().length())
				.sorted()
				.toList();
		}
	}

}
