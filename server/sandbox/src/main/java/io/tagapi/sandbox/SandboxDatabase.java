package io.tagapi.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.postgres.EmbeddedPostgresException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
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
	EmbeddedPostgres embeddedPostgres(SandboxProperties properties, ServerProperties server) {
		requireFreePort(server);
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

	/**
	 * The server takes its port at the end of the start. Nobody should wait for a
	 * database until then.
	 */
	private static void requireFreePort(ServerProperties server) {
		int port = Objects.requireNonNull(server.getPort());
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(server.getAddress(), port));
		}
		catch (IOException ex) {
			PortInUseException.throwIfPortBindingException(ex, () -> port);
			throw new UncheckedIOException(ex);
		}
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
