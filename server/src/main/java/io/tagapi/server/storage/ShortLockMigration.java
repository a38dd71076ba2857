package io.tagapi.server.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.zip.CRC32;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;

/**
 * A migration by an SQL script whose statements lock tables that are in use, such as
 * {@code alter table}. Requests queue behind a statement that waits for such a lock, so
 * it waits for a moment only. If it does not get the lock, the script is rolled back and
 * executed again later. A script must do its work in an instant once it has the locks.
 *
 * <p>
 * In Flyway's history it stands as the SQL migration that it is.
 */
final class ShortLockMigration implements JavaMigration {

	private static final Logger logger = LoggerFactory.getLogger(ShortLockMigration.class);

	private static final String FOLDER = "db/short_locks/";

	private static final String LOCK_TIMEOUT = "200ms";

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int ATTEMPTS_PER_WARNING = 60;

	static final String LOCK_NOT_AVAILABLE = "55P03";

	private final String name;

	private final String script;

	private final int checksum;

	/**
	 * Creates a migration.
	 * @param name the name of the script without its ending, such as {@code V1__tables}
	 */
	ShortLockMigration(String name) {
		this.name = name;
		this.script = read(name);
		this.checksum = checksum(this.script);
	}

	/**
	 * Creates a migration whose script replaces another one, which databases have in
	 * their history.
	 * @param name the name of both scripts without its ending
	 * @param checksum the checksum of the former script
	 */
	ShortLockMigration(String name, int checksum) {
		this.name = name;
		this.script = read(name);
		this.checksum = checksum;
	}

	private static String read(String name) {
		try {
			return new ClassPathResource(FOLDER + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As Flyway does it for scripts. */
	private static int checksum(String script) {
		CRC32 checksum = new CRC32();
		script.lines().forEach((line) -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
		return (int) checksum.getValue();
	}

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion(this.name.substring(1, this.name.indexOf("__")));
	}

	@Override
	public String getDescription() {
		return this.name.substring(this.name.indexOf("__") + 2).replace('_', ' ');
	}

	@Override
	public Integer getChecksum() {
		return this.checksum;
	}

	@Override
	public MigrationType getType() {
		return CoreMigrationType.SQL;
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws SQLException, InterruptedException {
		int attempts = 1;
		while (!execute(context.getConnection())) {
			if (attempts++ % ATTEMPTS_PER_WARNING == 1) {
				logger.warn("Migration {} waits for transactions that use the tables which it changes", this.name);
			}
			Thread.sleep(PAUSE);
		}
	}

	/** Returns false if the locks were not available; then nothing is changed. */
	private boolean execute(Connection connection) throws SQLException {
		Savepoint before = connection.setSavepoint();
		try (Statement statement = connection.createStatement()) {
			statement.execute("set local lock_timeout = '" + LOCK_TIMEOUT + "'");
			statement.execute(this.script);
			return true;
		}
		catch (SQLException ex) {
			if (!LOCK_NOT_AVAILABLE.equals(ex.getSQLState())) {
				throw ex;
			}
			connection.rollback(before);
			return false;
		}
	}

}
