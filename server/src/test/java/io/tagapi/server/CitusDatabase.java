package io.tagapi.server;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives the tests' sandbox a database on the Citus cluster, if there is one, instead of
 * its own. There, whatever would ask more than one shard fails.
 */
@ConditionalOnProperty(CitusCluster.SETTING)
class CitusDatabase {

	private static final Supplier<String> ADDRESS = SingletonSupplier
		.of(() -> CitusCluster.newDatabase("tag_api_acceptance"));

	private static final String ONE_SHARD = "options=-c%20citus.multi_task_query_log_level=error";

	@Bean
	@Primary
	JdbcConnectionDetails citusConnection() {
		String address = ADDRESS.get();
		return new JdbcConnectionDetails() {

			@Override
			public String getJdbcUrl() {
				return address + (address.contains("?") ? "&" : "?") + ONE_SHARD;
			}

			@Override
			public @Nullable String getUsername() {
				return null;
			}

			@Override
			public @Nullable String getPassword() {
				return null;
			}

		};
	}

	/** The setting tag-api.database.citus is refused in a sandbox. */
	@Bean
	FlywayConfigurationCustomizer citusDistribution() {
		return (flyway) -> flyway.locations("classpath:db/migration", "classpath:db/citus");
	}

}
