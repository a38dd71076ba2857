package io.tagapi.server.storage;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * A migration that builds an index while the table is read and written. That is not
 * possible within a transaction, so it can be executed again: after a failure, or when a
 * server was killed, and in a database that has the index from an earlier version.
 */
final class ConcurrentIndex implements JavaMigration {

	private final String version;

	private final String index;

	private final String table;

	private final String definition;

	/**
	 * Creates a migration.
	 * @param version the version of the migration
	 * @param index the name of the index
	 * @param table the table
	 * @param definition the columns in parentheses, and what else belongs to the index
	 */
	ConcurrentIndex(String version, String index, String table, String definition) {
		this.version = version;
		this.index = index;
		this.table = table;
		this.definition = definition;
	}

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion(this.version);
	}

	@Override
	public String getDescription() {
		return "index " + this.index.replace('_', ' ');
	}

	@Override
	public Integer getChecksum() {
		CRC32 checksum = new CRC32();
		checksum.update(creation().getBytes(StandardCharsets.UTF_8));
		return (int) checksum.getValue();
	}

	@Override
	public boolean canExecuteInTransaction() {
		return false;
	}

	@Override
	public void migrate(Context context) throws SQLException {
		Connection connection = context.getConnection();
		try (Statement statement = connection.createStatement()) {
			// No request waits for what this waits for, and a large index takes its time.
			statement.execute("set lock_timeout = 0");
			statement.execute("set statement_timeout = 0");
			awaitOtherBuild(connection);
			if (isInvalid(connection)) {
				statement.execute("drop index concurrently if exists " + this.index);
			}
			statement.execute(creation());
			statement.execute("reset statement_timeout");
			statement.execute("reset lock_timeout");
		}
	}

	private String creation() {
		return "create index concurrently if not exists " + this.index + " on " + this.table + " " + this.definition;
	}

	/**
	 * PostgreSQL goes on with an index whose builder was killed. This lock keeps nobody
	 * from reading or writing the table.
	 */
	private void awaitOtherBuild(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("lock table " + this.table + " in share update exclusive mode");
			connection.commit();
		}
		finally {
			connection.setAutoCommit(true);
		}
	}

	/** An index is invalid if it was not built to its end. */
	private boolean isInvalid(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select from pg_index where indexrelid = to_regclass(?) and not indisvalid")) {
			statement.setString(1, this.index);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

}
