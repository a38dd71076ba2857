package io.tagapi.server.storage;

import java.util.Arrays;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Migrations outside of a transaction that have failed. Flyway writes that into its
 * history, and refuses to go on until an operator has repaired the database. Those of
 * this service can be executed again, so their failure need not be kept.
 */
final class InterruptedMigrations {

	private InterruptedMigrations() {
	}

	/**
	 * Removes them from the history, so that they are executed again.
	 * @return whether there were any
	 */
	static boolean forget(Flyway flyway) {
		Configuration configuration = flyway.getConfiguration();
		List<String> versions = Arrays.stream(flyway.info().all())
			.filter((migration) -> migration.getState() == MigrationState.FAILED
					&& isRepeatable(migration, configuration))
			.map((migration) -> migration.getVersion().getVersion())
			.toList();
		versions.forEach((version) -> JdbcClient.create(configuration.getDataSource())
			.sql("delete from %s where version = ? and not success".formatted(table(configuration)))
			.param(version)
			.update());
		return !versions.isEmpty();
	}

	private static boolean isRepeatable(MigrationInfo migration, Configuration configuration) {
		return Arrays.stream(configuration.getJavaMigrations())
			.filter((candidate) -> !candidate.canExecuteInTransaction())
			.map(JavaMigration::getVersion)
			.anyMatch((version) -> version.equals(migration.getVersion()));
	}

	private static String table(Configuration configuration) {
		String table = "\"" + configuration.getTable() + "\"";
		String schema = configuration.getDefaultSchema();
		return (schema != null) ? "\"" + schema + "\"." + table : table;
	}

}
