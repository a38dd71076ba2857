package io.tagapi.acceptance.operating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.server.TagApiServer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server in production, with what its operator has around it.
 */
final class OperatedServer implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final EmbeddedPostgres database;

	private final TestIssuer issuer = TestIssuer.start();

	private final ConfigurableApplicationContext context;

	private OperatedServer(EmbeddedPostgres database, List<String> settings) {
		this.database = database;
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + this.issuer.address()));
		arguments.addAll(settings);
		this.context = SpringApplication.run(TagApiServer.class, arguments.toArray(String[]::new));
	}

	static OperatedServer start(Path directory, String... settings) {
		return new OperatedServer(EmbeddedPostgres.start(directory, Path.of("target/postgresql")), List.of(settings));
	}

	TestIssuer issuer() {
		return this.issuer;
	}

	EmbeddedPostgres database() {
		return this.database;
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	int port() {
		return port("local.server.port");
	}

	int managementPort() {
		return port("local.management.port");
	}

	private int port(String name) {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty(name));
	}

	HttpRequest.Builder request(String path) {
		return request(port(), path);
	}

	static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

	HttpRequest.Builder authorized(String path) {
		return request(path).header("Authorization", "Bearer " + this.issuer.token("acme"));
	}

	Response send(HttpRequest.Builder request) {
		try {
			return new Response(this.http.send(request.build(), BodyHandlers.ofString()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
		this.issuer.close();
		this.database.close();
	}

}
