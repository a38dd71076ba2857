package io.tagapi.sandbox;

import java.time.Duration;
import java.time.Instant;

import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.postgres.EmbeddedPostgresException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The sandbox's own PostgreSQL. It lives as long as the application context, and is
 * stopped after the connection pool.
 */
@Configuration(proxyBeanMethods = false)
class SandboxDatabase {

	private static final Logger logger = LoggerFactory.getLogger(SandboxDatabase.class);

	/** What the JVM has for {@code user.home} where the system does not tell it. */
	private static final String UNKNOWN_HOME = "?";

	@Bean
	EmbeddedPostgres embeddedPostgres(SandboxProperties properties) {
		if (properties.dataDir().startsWith(UNKNOWN_HOME)) {
			throw new EmbeddedPostgresException(
					"The home directory of this user is not known, so there is no place for "
							+ "the data: set the environment variable HOME, or the setting tag-api.sandbox.data-dir");
		}
		Instant start = Instant.now();
		EmbeddedPostgres postgres = EmbeddedPostgres.start(properties.dataDir(), properties.programsDir());
		logger.info("PostgreSQL started in {} ms", Duration.between(start, Instant.now()).toMillis());
		return postgres;
	}

	@Bean
	JdbcConnectionDetails embeddedPostgresConnection(EmbeddedPostgres postgres) {
		return new JdbcConnectionDetails() {
			@Override
			public String getJdbcUrl() {
				return postgres.jdbcUrl();
			}

			@Override
			public String getUsername() {
				return postgres.username();
			}

			@Override
			public String getPassword() {
				return postgres.password();
			}
		};
	}

}
