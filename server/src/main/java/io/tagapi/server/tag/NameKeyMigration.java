package io.tagapi.server.tag;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Migration 12: compares the names of stored tags by the rule of {@link NameKey}. It runs
 * outside of a transaction, see {@link NameKeys}.
 */
@Component
class NameKeyMigration implements JavaMigration {

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("12");
	}

	@Override
	public String getDescription() {
		return "checked name keys";
	}

	@Override
	public @Nullable Integer getChecksum() {
		return null;
	}

	@Override
	public boolean canExecuteInTransaction() {
		return false;
	}

	@Override
	public void migrate(Context context) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
		NameKeys keys = new NameKeys(jdbc);
		// Not one wait for the disk for each name: Flyway's own commit, at the end, waits
		// for all of them.
		jdbc.sql("set synchronous_commit = off").update();
		keys.customers().forEach(keys::refresh);
		jdbc.sql("reset synchronous_commit").update();
	}

}
