package io.tagapi.acceptance.storage;

import java.util.List;

import java.util.function.Supplier;

import io.tagapi.server.storage.Purge;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives the tests' sandbox a database on the Citus cluster, if there is one, instead of
 * its own. There, a statement of a request that would ask more than one shard fails.
 */
@ConditionalOnProperty(CitusCluster.SETTING)
public class CitusDatabase {

	private static final Supplier<String> ADDRESS = SingletonSupplier
		.of(() -> CitusCluster.newDatabase("tag_api_acceptance"));

	/** Of few shards, because each test empties them all. */
	private static final String OPTIONS = "options=-c%20citus.shard_count=4%20-c%20citus.multi_task_query_log_level=error";

	@Bean
	@Primary
	public JdbcConnectionDetails citusConnection() {
		String address = ADDRESS.get();
		return new JdbcConnectionDetails() {

			@Override
			public String getJdbcUrl() {
				return address + (address.contains("?") ? "&" : "?") + OPTIONS;
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

	/** A purge is not a customer's request, and looks at all customers. */
	@Bean
	public static BeanPostProcessor purgesOfAllShards(ObjectProvider<TransactionTemplate> transaction,
			ObjectProvider<JdbcClient> database) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof Purge purge) ? ofAllShards(purge) : bean;
			}

			private Purge ofAllShards(Purge purge) {
				return new Purge() {

					@Override
					public List<String> customers() {
						return transaction.getObject().execute((status) -> {
							database.getObject().sql("set local citus.multi_task_query_log_level = off").update();
							return purge.customers();
						});
					}

					@Override
					public int deleteBatch(String customerId) {
						return purge.deleteBatch(customerId);
					}

				};
			}

		};
	}

	/** The setting tag-api.database.citus is refused in a sandbox. */
	@Bean
	public FlywayConfigurationCustomizer citusDistribution() {
		return (flyway) -> flyway.locations("classpath:db/migration", "classpath:db/citus");
	}

}
