package io.tagapi.server.storage;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the migrations connections of their own, because the time limits of the pool are
 * made for requests: a migration of a large table may take longer.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

	@Bean
	FlywayConnectionDetails migrationConnection(JdbcConnectionDetails database, FlywayProperties properties) {
		boolean ownUser = properties.getUser() != null;
		return new FlywayConnectionDetails() {

			@Override
			public String getJdbcUrl() {
				return (properties.getUrl() != null) ? properties.getUrl() : database.getJdbcUrl();
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

	/** On a Citus cluster the tables are distributed when they have been made. */
	@Bean
	@ConditionalOnBooleanProperty("tag-api.database.citus")
	FlywayConfigurationCustomizer distribution(FlywayProperties properties) {
		List<String> locations = new ArrayList<>(properties.getLocations());
		locations.add("classpath:db/citus");
		return (flyway) -> flyway.locations(locations.toArray(String[]::new));
	}

}
