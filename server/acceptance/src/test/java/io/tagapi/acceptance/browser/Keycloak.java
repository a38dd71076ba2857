package io.tagapi.acceptance.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Keycloak in a process of its own, with the realm of {@code tags-realm.json}. The
 * profile {@code keycloak} unpacks it.
 */
final class Keycloak implements AutoCloseable {

	static final String SECRET = "service-secret";

	private static final Path HOME = Path.of("target/keycloak");

	private static final Path REALM = Path.of("../../dist/compose/tags-realm.json");

	/** Its first start builds it anew. */
	private static final Duration START_LIMIT = Duration.ofMinutes(8);

	private static final String ADMIN = "admin";

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final String address;

	private Keycloak(Process process, String address) {
		this.process = process;
		this.address = address;
	}

	static Keycloak start() throws Exception {
		Path home;
		try (Stream<Path> unpacked = Files.list(HOME)) {
			home = unpacked.filter((each) -> Files.exists(each.resolve("bin/kc.sh"))).findFirst().orElseThrow();
		}
		FileSystemUtils.deleteRecursively(home.resolve("data/h2"));
		Files.createDirectories(home.resolve("data/import"));
		Files.copy(REALM, home.resolve("data/import").resolve(REALM.getFileName()),
				StandardCopyOption.REPLACE_EXISTING);
		int port = freePort();
		Path log = HOME.resolve("keycloak.log");
		ProcessBuilder builder = new ProcessBuilder("bash", home.resolve("bin/kc.sh").toAbsolutePath().toString(),
				"start-dev", "--http-host=127.0.0.1", "--http-port=" + port, "--import-realm");
		builder.environment()
			.putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN,
					"KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN));
		Keycloak keycloak = new Keycloak(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(),
				"http://localhost:" + port);
		keycloak.awaitStart(log);
		return keycloak;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private void awaitStart(Path log) throws Exception {
		Instant limit = Instant.now().plus(START_LIMIT);
		while (!Files.readString(log).contains("Listening on: ")) {
			assertThat(this.process.isAlive()).as("Keycloak runs, having logged %s", Files.readString(log)).isTrue();
			assertThat(Instant.now()).as("The start of Keycloak, which logged %s", Files.readString(log))
				.isBefore(limit);
			Thread.sleep(Duration.ofMillis(200));
		}
		// Its first responses take longer than the server waits for an issuer.
		for (String path : List.of("/.well-known/openid-configuration", "/protocol/openid-connect/certs")) {
			send(HttpRequest.newBuilder(URI.create(issuer() + path)));
		}
	}

	String issuer() {
		return this.address + "/realms/tags";
	}

	String address() {
		return this.address;
	}

	/** A token by client credentials; an empty scope is left out. */
	String token(String clientId, String scope) throws Exception {
		Map<String, String> form = new HashMap<>(
				Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", SECRET));
		if (!scope.isEmpty()) {
			form.put("scope", scope);
		}
		return post("/realms/tags/protocol/openid-connect/token", form).get("access_token").asString();
	}

	/** Signs with a new key from now on, and knows the old one no more. */
	void replaceKey() throws Exception {
		String token = post("/realms/master/protocol/openid-connect/token",
				Map.of("grant_type", "password", "client_id", "admin-cli", "username", ADMIN, "password", ADMIN))
			.get("access_token")
			.asString();
		String realmId = json(admin(token, "").GET()).get("id").asString();
		JsonNode keys = json(admin(token, "/components?type=org.keycloak.keys.KeyProvider").GET());
		send(admin(token, "/components").header("Content-Type", "application/json").POST(BodyPublishers.ofString("""
				{"name": "new", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
				 "parentId": "%s", "config": {"priority": ["200"], "algorithm": ["RS256"]}}""".formatted(realmId))));
		for (JsonNode key : keys) {
			if (key.get("providerId").asString().equals("rsa-generated")) {
				send(admin(token, "/components/" + key.get("id").asString()).DELETE());
			}
		}
	}

	private HttpRequest.Builder admin(String token, String path) {
		return HttpRequest.newBuilder(URI.create(this.address + "/admin/realms/tags" + path))
			.header("Authorization", "Bearer " + token);
	}

	private JsonNode post(String path, Map<String, String> form) throws Exception {
		String encoded = form.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return json(HttpRequest.newBuilder(URI.create(this.address + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(encoded)));
	}

	private JsonNode json(HttpRequest.Builder request) throws Exception {
		return JsonMapper.shared().readTree(send(request));
	}

	private String send(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
		return response.body();
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
		this.process.onExit().join();
	}

}
