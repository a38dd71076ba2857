package io.tagapi.server.deployment;

import org.flywaydb.core.api.FlywayException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says why the database of the operator cannot be brought to the version of this server.
 * Flyway's own advice, to repair the history, would hide the cause.
 */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

	private static final String MIGRATION = "(?m)^(Migrations have failed validation|Validate failed: .*|Need more "
			+ "flexibility.*|If you removed this migration.*)$";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
		String reason = String.valueOf(cause.getMessage()).replaceAll(MIGRATION, "").strip();
		return new FailureAnalysis(
				"The database of spring.datasource.url cannot be brought to the version of this server: "
						+ reason.lines().findFirst().orElse("").replaceAll("\\.$", "") + ".",
				"See docs/operating/upgrading.md. Do not repair the history of migrations: it has not changed by itself.",
				rootFailure);
	}

}
