package io.tagapi.server.tag;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;

import org.springframework.stereotype.Component;

/**
 * Migration 4 is in the history of databases, and does nothing: migration 12 does what it
 * did, and all that it missed.
 */
@Component
class FormerNameKeyMigration extends NameKeyMigration {

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("4");
	}

	@Override
	public String getDescription() {
		return "name keys";
	}

	@Override
	public void migrate(Context context) {
	}

}
