package io.tagapi.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.acceptance.storage.CitusCluster;
import io.tagapi.postgres.EmbeddedPostgres;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A database of the operator, for several servers: on the Citus cluster, where one is
 * given, and otherwise of a PostgreSQL of its own.
 */
public final class OperatorDatabase implements AutoCloseable {

	private final List<String> settings;

	private final Runnable end;

	private OperatorDatabase(List<String> settings, Runnable end) {
		this.settings = settings;
		this.end = end;
	}

	public static OperatorDatabase start(Path directory) {
		if (CitusCluster.address().isPresent()) {
			String address = CitusCluster.newDatabase("tag_api_operator");
			return new OperatorDatabase(List.of("--spring.datasource.url=" + address, "--tag-api.database.citus=true"),
					() -> {
					});
		}
		EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, Path.of("target/postgresql"));
		return new OperatorDatabase(List.of("--spring.datasource.url=" + postgres.jdbcUrl(),
				"--spring.datasource.username=" + postgres.username(),
				"--spring.datasource.password=" + postgres.password()), postgres::close);
	}

	public ConfigurableApplicationContext startServer(TestIssuer issuer) {
		List<String> arguments = new ArrayList<>(this.settings);
		arguments.add("--server.port=0");
		arguments.add("--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address());
		return ProductionServer.start(arguments.toArray(String[]::new));
	}

	@Override
	public void close() {
		this.end.run();
	}

}
