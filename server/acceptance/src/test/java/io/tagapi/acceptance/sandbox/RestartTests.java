package io.tagapi.acceptance.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jwt.SignedJWT;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.sandbox.TagApiSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Stopping the sandbox and starting it again.
 */
@ExtendWith(OutputCaptureExtension.class)
public class RestartTests {

	@TempDir
	Path dataDir;

	@Test
	void tagsAssignmentsAndTokensOutliveARestart() throws Exception {
		Tag created;
		String token;
		String port;
		try (var server = start(this.dataDir); var client = client(server)) {
			created = client.createTag("demo", new CreateTagRequest().name("Floor 2").description("Scanners"));
			client.bulkAssignTags("demo",
					new BulkTagsRequest().deviceIds(TestServer.deviceIds(0, 1000)).tagIds(List.of(created.getId())));
			token = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class)).token();
			port = server.getEnvironment().getRequiredProperty("local.server.port");
		}

		try (var server = start(this.dataDir, "--server.port=" + port); var client = client(server)) {
			assertThat(client.listTags("demo").getTags()).containsExactly(created.assignedDeviceCount(1000L));
			assertThat(statusWith(token, server)).isEqualTo(200);
		}
	}

	@Test
	void aFreshSandboxHasDemoTagsAndWhatIsDeletedStaysDeleted() {
		try (var server = start(this.dataDir, true); var client = client(server)) {
			List<Tag> tags = client.listTags("demo").getTags();
			assertThat(tags).extracting(Tag::getName).containsExactly("Delivery vans", "Meeting rooms", "Warehouse");
			assertThat(tags).extracting(Tag::getAssignedDeviceCount).containsExactly(1L, 2L, 0L);
			tags.forEach((tag) -> client.deleteTag("demo", tag.getId()));
		}

		try (var server = start(this.dataDir, true); var client = client(server)) {
			assertThat(client.listTags("demo").getTotal()).isZero();
		}
	}

	@Test
	void onlyTheOwnerCanReadTheSigningKey() throws Exception {
		start(this.dataDir).close();

		assertThat(
				PosixFilePermissions.toString(Files.getPosixFilePermissions(this.dataDir.resolve("signing-key.jwk"))))
			.isEqualTo("rw-------");
	}

	@Test
	void aSecondServerOnTheSameDataDirectoryRefusesToStart(CapturedOutput output) {
		try (var server = start(this.dataDir)) {
			assertThat(server.isRunning()).isTrue();

			assertThatException().isThrownBy(() -> start(this.dataDir))
				.havingRootCause()
				.withMessageStartingWith("The data directory " + this.dataDir + " is in use by another server");
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The data directory " + this.dataDir + " is in use by another server")
				.contains("give this one a directory of its own with the setting tag-api.sandbox.data-dir");
		}
	}

	@Test
	void aSandboxSaysSoAndListensOnTheLocalMachineOnly(CapturedOutput output) {
		try (var server = start(this.dataDir)) {
			assertThat(server.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
			assertThat(output).contains("This is a sandbox");
		}
	}

	@Test
	void aSandboxOnAFreePortNamesThatPort(CapturedOutput output) throws Exception {
		try (var server = start(this.dataDir)) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
			String address = "http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port");

			Response document = http.send(http.request("/.well-known/oauth-authorization-server"));
			assertThat(document.json()).containsEntry("issuer", address)
				.containsEntry("authorization_endpoint", address + "/ams/v1/oauth2/authorize")
				.containsEntry("token_endpoint", address + "/ams/v1/oauth2/token")
				.containsEntry("jwks_uri", address + "/ams/v1/oauth2/jwks");
			assertThat(SignedJWT.parse(http.token()).getJWTClaimsSet().getIssuer()).isEqualTo(address);
			assertThat(output).contains("Open " + address + "\n");
		}
	}

	@Test
	void dataAreInTheHomeDirectoryByDefault() {
		SpringApplication.run(TagApiSandbox.class, "--server.port=0", "--user.home=" + this.dataDir).close();

		assertThat(this.dataDir.resolve(".tag-api")).isDirectoryContaining("glob:**/{postgresql,programs}")
			.isDirectoryContaining("glob:**/signing-key.jwk");
	}

	/** Without demo tags: these tests say themselves what is there. */
	public static ConfigurableApplicationContext start(Path dataDir, String... moreSettings) {
		return start(dataDir, false, moreSettings);
	}

	public static ConfigurableApplicationContext start(Path dataDir, boolean demoTags, String... moreSettings) {
		List<String> settings = new ArrayList<>(List.of("--tag-api.sandbox.data-dir=" + dataDir,
				"--tag-api.sandbox.programs-dir=target/postgresql", "--tag-api.sandbox.demo-tags=" + demoTags));
		settings.addAll(List.of(moreSettings));
		if (settings.stream().noneMatch((setting) -> setting.startsWith("--server.port="))) {
			settings.add("--server.port=0");
		}
		return SpringApplication.run(TagApiSandbox.class, settings.toArray(String[]::new));
	}

	private static URI address(Environment environment) {
		return URI.create("http://localhost:" + environment.getProperty("local.server.port"));
	}

	private static TagApiClient client(ConfigurableApplicationContext server) {
		return TagApiClient.builder(address(server.getEnvironment())).clientCredentials("sandbox", "sandbox").build();
	}

	private static int statusWith(String token, ConfigurableApplicationContext server) throws Exception {
		URI tags = URI.create(address(server.getEnvironment()) + "/tag/v1/tags?customerId=demo");
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(tags).header("Authorization", "Bearer " + token).build(),
						BodyHandlers.discarding())
				.statusCode();
		}
	}

}
