package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged sandbox, with an attacker for the customer {@code acme} and a bystander
 * for {@code demo}.
 */
final class Sandbox implements AutoCloseable {

	/** Changes of 10,000 devices with the longest ids: the largest events. */
	private static final int LARGE_EVENTS = 60;

	private static final String DEVICES = IntStream.range(0, 10_000)
		.mapToObj((i) -> "\"" + "%05d".formatted(i) + "x".repeat(59) + "\"")
		.collect(Collectors.joining(",", "[", "]"));

	private final PackagedServer server;

	private final Path dataDir;

	private final String bystanderToken;

	private final Target target;

	private Sandbox(PackagedServer server, Path dataDir, String bystanderToken, Target target) {
		this.server = server;
		this.dataDir = dataDir;
		this.bystanderToken = bystanderToken;
		this.target = target;
	}

	static Sandbox start(Path directory, List<String> settings) throws IOException, InterruptedException {
		Path dataDir = directory.resolve("data");
		boolean fresh = Files.notExists(dataDir);
		List<String> all = new ArrayList<>(settings);
		all.add("--tag-api.sandbox.data-dir=" + dataDir);
		all.add("--tag-api.sandbox.programs-dir=" + Path.of("target/postgresql").toAbsolutePath());
		PackagedServer server = PackagedServer.start("sandbox", directory, all);
		Target anonymous = new Target(server.address(), "none", "acme", "demo", "none");
		String token = token(anonymous, "sandbox-acme");
		Target client = new Target(server.address(), token, "acme", "demo", "none");
		Target attacker = new Target(server.address(), token, "acme", "demo", createTag(client));
		if (fresh) {
			makeLargeEvents(attacker);
		}
		send(attacker, attacker.post(Target.bulkAssign("acme"), bulk(attacker)), 200);
		return new Sandbox(server, dataDir, token(anonymous, "sandbox"), attacker);
	}

	private static String token(Target target, String client) throws IOException {
		String form = tokenForm(client);
		return send(target, Target.bytes(target.headOfForm(form.length()) + form), 200).json()
			.path("access_token")
			.asString();
	}

	/** The form with which a client of the sandbox gets a token. */
	static String tokenForm(String client) {
		return "grant_type=client_credentials&scope=tag&client_secret=sandbox&client_id=" + client;
	}

	private static String createTag(Target target) throws IOException {
		String body = "{\"name\": \"" + UUID.randomUUID() + "\"}";
		return send(target, target.post("/tag/v1/tags?customerId=acme", body), 201).json()
			.at("/data/tags/0/id")
			.asString();
	}

	private static Response send(Target target, byte[] request, int expected) throws IOException {
		try (io.tagapi.acceptance.attack.Connection connection = target.connect()) {
			Response response = connection.send(request).receive();
			assertThat(response.status()).as(response.toString()).isEqualTo(expected);
			return response;
		}
	}

	/** Gives the attacker's customer events as large as it can make them. */
	private static void makeLargeEvents(Target target) throws IOException {
		String body = bulk(target);
		for (int i = 0; i < LARGE_EVENTS; i++) {
			String operation = (i % 2 == 0) ? "bulkAssign" : "bulkUnassign";
			send(target, target.post("/tag/v1/devices/" + operation + "?customerId=acme", body), 200);
		}
	}

	private static String bulk(Target target) {
		return "{\"deviceIds\": " + DEVICES + ", \"tagIds\": [\"" + target.tagId() + "\"]}";
	}

	/** Makes a database beside that of the sandbox: the settings of a server for it. */
	List<String> operatorDatabase() throws IOException, SQLException {
		String port = Files.readAllLines(this.dataDir.resolve("postgresql/postmaster.pid")).get(3);
		String password = Files.readString(this.dataDir.resolve("password"));
		String server = "jdbc:postgresql://127.0.0.1:" + port + "/";
		try (Connection connection = DriverManager.getConnection(server + "postgres", "postgres", password);
				Statement statement = connection.createStatement();
				ResultSet existing = statement.executeQuery("select from pg_database where datname = 'operator'")) {
			if (!existing.next()) {
				statement.execute("create database operator");
			}
		}
		return List.of("--spring.datasource.url=" + server + "operator", "--spring.datasource.username=postgres",
				"--spring.datasource.password=" + password);
	}

	PackagedServer server() {
		return this.server;
	}

	Target target() {
		return this.target;
	}

	Bystander bystander() {
		return new Bystander(this.server, "demo", this.bystanderToken, tokenForm("sandbox"));
	}

	/** Stops the server, and the PostgreSQL that a server without memory leaves. */
	@Override
	public void close() {
		this.server.close();
		try {
			String pid = Files.readAllLines(this.dataDir.resolve("postgresql/postmaster.pid")).getFirst();
			ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
		}
		catch (NoSuchFileException ex) {
			// It has stopped.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
