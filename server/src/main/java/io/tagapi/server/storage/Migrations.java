package io.tagapi.server.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.tagapi.server.deployment.InvalidSettingException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The migrations that lock tables in use or build indexes; those that do neither are
 * scripts in {@code db/migration}. All have connections of their own, because the time
 * limits of the pool are made for requests: a migration of a large table may take longer.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

	private static final String DISTRIBUTION = "R__distribute_by_customer.sql";

	@Bean
	FlywayConnectionDetails migrationConnection(JdbcConnectionDetails database, FlywayProperties properties) {
		boolean ownUser = properties.getUser() != null;
		return new FlywayConnectionDetails() {

			@Override
			public String getJdbcUrl() {
				return limited((properties.getUrl() != null) ? properties.getUrl() : database.getJdbcUrl());
			}

			@Override
			public @Nullable String getUsername() {
				return ownUser ? properties.getUser() : database.getUsername();
			}

			@Override
			public @Nullable String getPassword() {
				return ownUser ? properties.getPassword() : database.getPassword();
			}

		};
	}

	/**
	 * The driver would wait without end for what takes the connection and says nothing.
	 */
	private static String limited(String url) {
		return url.contains("loginTimeout=") ? url : url + (url.contains("?") ? "&" : "?") + "loginTimeout=20";
	}

	/** On a Citus cluster the tables are distributed when they have been made. */
	@Bean
	@ConditionalOnBooleanProperty("tag-api.database.citus")
	FlywayConfigurationCustomizer distribution(FlywayProperties properties) {
		List<String> locations = new ArrayList<>(properties.getLocations());
		locations.add("classpath:db/citus");
		return (flyway) -> flyway.locations(locations.toArray(String[]::new));
	}

	/**
	 * Until version 1.1 this was a script that built the index of
	 * {@link #assignmentByDeviceMigration()} too.
	 */
	@Bean
	JavaMigration versionsEventsIdempotencyMigration() {
		return new ShortLockMigration("V2__versions_events_idempotency", 272655985);
	}

	@Bean
	JavaMigration revisionsAndSizesMigration() {
		return new ShortLockMigration("V3__revisions_and_sizes");
	}

	/** Finds the tags of a device, and devices in their order. */
	@Bean
	JavaMigration assignmentByDeviceMigration() {
		return new ConcurrentIndex("5", "assignment_by_device", "assignment", "(customer_id, device_id, tag_id)");
	}

	@Bean
	JavaMigration deletedTagsMigration() {
		return new ShortLockMigration("V7__deleted_tags");
	}

	/** Finds the records that a purge deletes. */
	@Bean
	JavaMigration idempotencyByAgeMigration() {
		return new ConcurrentIndex("8", "idempotency_by_age", "idempotency", "(customer_id, created_on)");
	}

	@Bean
	JavaMigration checkedKeysMigration() {
		return new ShortLockMigration("V10__checked_keys");
	}

	/** Finds the names whose keys have to be checked, of which there are few. */
	@Bean
	JavaMigration tagUncheckedKeyMigration() {
		return new ConcurrentIndex("11", "tag_unchecked_key", "tag", """
				(customer_id) where checked_key is distinct from name_key
				and (octet_length(name) <> char_length(name) or position(chr(1) in name_key) > 0)""");
	}

	@Bean
	JavaMigration inboundIdsOfEventsMigration() {
		return new ShortLockMigration("V13__inbound_ids_of_events");
	}

	@Bean
	FlywayMigrationStrategy migrationStrategy() {
		return (flyway) -> {
			try {
				flyway.migrate();
			}
			catch (FlywayValidateException ex) {
				if (InterruptedMigrations.forget(flyway)) {
					flyway.migrate();
				}
				else if (isDistributedUnknowingly(flyway)) {
					throw new InvalidSettingException(
							"The tables of the database are distributed by Citus: set tag-api.database.citus=true.",
							ex);
				}
				else {
					throw ex;
				}
			}
		};
	}

	private static boolean isDistributedUnknowingly(Flyway flyway) {
		return Arrays.stream(flyway.info().applied())
			.anyMatch((migration) -> migration.getScript().equals(DISTRIBUTION)
					&& migration.getState() == MigrationState.MISSING_SUCCESS);
	}

}
