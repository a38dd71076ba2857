package io.tagapi.acceptance.production;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.postgres.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The server with a database and an issuer of its operator, instead of the sandbox's.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProductionTests {

	private static final String ISSUER_SETTING = "--spring.security.oauth2.resourceserver.jwt.issuer-uri=";

	@TempDir
	static Path directory;

	static EmbeddedPostgres database;

	static TestIssuer issuer;

	@BeforeAll
	static void startDatabaseAndIssuer() {
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		issuer = TestIssuer.start();
	}

	@AfterAll
	static void stopDatabaseAndIssuer() {
		issuer.close();
		database.close();
	}

	@Test
	void theServerUsesTheDatabaseAndTheIssuerThatAreConfigured() {
		try (var server = startInProduction(); var client = client(server, "acme")) {
			Tag tag = client.createTag("acme", new CreateTagRequest().name("Floor 2"));

			assertThat(client.listTags("acme").getTags()).containsExactly(tag);
			assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> client.listTags("demo"))
				.withMessageContaining("the access token is not for the customer demo");
		}
	}

	@Test
	void nothingOfTheSandboxIsThere() {
		try (var server = startInProduction()) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));

			assertThat(http.send(http.request("/swagger-ui/index.html")).body()).doesNotContain("sandbox");
			http.send(http.request("/ams/v1/oauth2/login")).isNotFound("there is nothing at this path");
			http.send(http.request("/ams/v1/oauth2/token").POST(BodyPublishers.noBody()))
				.isNotFound("there is nothing at this path");
			assertThat(server.getBeanNamesForType(EmbeddedPostgres.class)).isEmpty();
			assertThat(server.getEnvironment().getProperty("server.address")).isNull();
		}
	}

	@Test
	void noErrorCanBeAskedFor() {
		try (var server = startInProduction()) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));

			Response response = http.send(http.request("/tag/v1/tags?customerId=acme")
				.header("Authorization", "Bearer " + issuer.token("acme"))
				.header("Prefer", "code=50300000"));

			assertThat(response.status()).as(response.body()).isEqualTo(200);
			assertThat(response.header("Preference-Applied")).isEmpty();
		}
	}

	@Test
	void theOperationsOfTheSandboxAreNotThere() {
		try (var server = startInProduction()) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
			String token = "Bearer " + issuer.token("acme");

			http.send(http.request("/sandbox/v1/reset?customerId=acme")
				.header("Authorization", token)
				.POST(BodyPublishers.noBody())).isNotFound("there is nothing at this path");
			for (String preference : List.of("drop=request", "drop=response", "wait=60")) {
				Response response = http.send(http.request("/tag/v1/tags?customerId=acme")
					.header("Authorization", token)
					.header("Prefer", preference));
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.header("Preference-Applied")).isEmpty();
			}
		}
	}

	@Test
	void swaggerUiGetsItsTokensFromTheIssuer() {
		try (var server = startInProduction("--tag-api.swagger-ui.client-id=tags-ui")) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));

			http.send(http.request("/swagger-ui/flows")).isJson(200, """
					{"authorizationCode": {"authorizationUrl": "%1$s/authorize", "tokenUrl": "%1$s/token",
					 "clientId": "tags-ui"}, "clientCredentials": null}""".formatted(issuer.address()));
			assertThat(
					http.send(http.request("/swagger-ui/index.html")).header("Content-Security-Policy").orElseThrow())
				.endsWith("connect-src 'self' " + issuer.address());
		}
	}

	@Test
	void swaggerUiOffersNoLoginWhileTheIssuerIsAway() {
		try (var server = startInProduction()) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
			issuer.pause();
			try {
				http.send(http.request("/swagger-ui/flows"))
					.isJson(200, "{\"authorizationCode\": null, \"clientCredentials\": null}");
			}
			finally {
				issuer.resume();
			}

			// A failed look-up is not repeated at once.
			Awaitility.await()
				.untilAsserted(() -> assertThat(http.send(http.request("/swagger-ui/flows")).body())
					.contains(issuer.address() + "/token"));
		}
	}

	@Test
	void aClientSecretDoesNotReachTheBrowser() {
		try (var server = startInProduction("--springdoc.swagger-ui.oauth.client-secret=hush")) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));

			for (String path : List.of("/swagger-ui/index.html", "/swagger-ui/swagger-initializer.js",
					"/swagger-ui/flows", "/v3/api-docs/swagger-config")) {
				assertThat(http.send(http.request(path)).body()).isNotEmpty().doesNotContain("hush");
			}
		}
	}

	@Test
	void noCustomerIsKnownUnlessConfiguredOrListed() {
		try (var server = startInProduction(); var client = client(server, "*")) {
			assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> client.listTags("demo"))
				.withMessageContaining("The requested resource does not exist: customer demo");
		}
		try (var server = startInProduction("--tag-api.customers=*"); var client = client(server, "*")) {
			assertThat(client.listTags("demo").getTotal()).isZero();
		}
	}

	@Test
	void theClaimThatListsTheCustomersCanBeNamed() {
		try (var server = startInProduction("--tag-api.customer-claim=tenants"); var client = client(server, "acme")) {
			assertThat(client.listTags("globex").getTotal()).isZero();
			assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> client.listTags("acme"))
				.withMessageContaining("the access token is not for the customer acme");
		}
	}

	@Test
	void anIssuerThatGoesAwayStopsOnlyTokensWithAKeyThatIsNotKnownYet() throws Exception {
		TestIssuer other = TestIssuer.start();
		try (var server = start(
				Stream.concat(databaseSettings().stream(), Stream.of(ISSUER_SETTING + other.address())).toList())) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
			var request = http.request("/tag/v1/tags?customerId=acme");
			String token = other.token("acme");
			other.rotateKey();
			String newToken = other.token("acme");
			other.pause();

			assertThat(http.send(request.setHeader("Authorization", "Bearer " + token)).status()).isEqualTo(200);
			Response response = http.send(request.setHeader("Authorization", "Bearer " + newToken));
			response.isError(503, "50300000", "SERVICE_UNAVAILABLE", "The service is temporarily unavailable");
			assertThat(response.header("Retry-After")).contains("1");

			other.resume();
			waitAsRetryAfterSays();
			assertThat(http.send(request).status()).isEqualTo(200);
		}
		finally {
			other.close();
		}
	}

	@Test
	void anIssuerThatHangsIsNotWaitedForForLong() throws Exception {
		TestIssuer other = TestIssuer.start();
		try (var server = start(
				Stream.concat(databaseSettings().stream(), Stream.of(ISSUER_SETTING + other.address())).toList())) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
			other.rotateKey();
			var request = http.request("/tag/v1/tags?customerId=acme")
				.header("Authorization", "Bearer " + other.token("acme"));
			other.hang();
			Instant start = Instant.now();

			http.send(request)
				.isError(503, "50300000", "SERVICE_UNAVAILABLE", "The service is temporarily unavailable");

			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
			other.resume();
			waitAsRetryAfterSays();
			assertThat(http.send(request).status()).isEqualTo(200);
		}
		finally {
			other.close();
		}
	}

	@Test
	void aDatabaseWithoutAnIssuerRefusesToStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(databaseSettings()));

		assertThat(output).contains("The setting spring.security.oauth2.resourceserver.jwt.issuer-uri is missing, "
				+ "without which the server does not start; the sandbox is a program of its own.");
	}

	@Test
	void anIssuerWithoutADatabaseRefusesToStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(issuerSettings()));

		assertThat(output).contains("The setting spring.datasource.url is missing, "
				+ "without which the server does not start; the sandbox is a program of its own.");
	}

	@Test
	void serverWithoutDatabaseAndIssuerNamesBothSettings(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(List.of()));

		assertThat(output).contains("The settings spring.datasource.url and "
				+ "spring.security.oauth2.resourceserver.jwt.issuer-uri are missing, "
				+ "without which the server does not start; the sandbox is a program of its own.");
	}

	@Test
	void settingsOfTheSandboxDoNotExistInProduction(CapturedOutput output) {
		assertThatException().isThrownBy(() -> startInProduction("--tag-api.sandbox.data-dir=/tmp"));

		assertThat(output).contains("There is no setting tag-api.sandbox.data-dir.");
	}

	private static void waitAsRetryAfterSays() throws InterruptedException {
		Thread.sleep(Duration.ofSeconds(1));
	}

	@Test
	void withdrawnKeyIsRejectedWithinAMinute() {
		AtomicLong time = new AtomicLong();
		TestIssuer other = TestIssuer.start();
		List<String> settings = new ArrayList<>(databaseSettings());
		settings.addAll(List.of("--server.port=0", ISSUER_SETTING + other.address()));
		SpringApplication application = ProductionServer.application();
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean(Ticker.class,
				() -> (Ticker) time::get));
		try (var server = application.run(settings.toArray(String[]::new))) {
			TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
			var request = http.request("/tag/v1/tags?customerId=acme")
				.header("Authorization", "Bearer " + other.token("acme"));
			assertThat(http.send(request).status()).isEqualTo(200);
			other.rotateKey();
			int before = other.keyRequests();

			time.set(Duration.ofSeconds(60).toNanos());
			http.send(request)
				.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header: "
						+ "the signature of the access token is not that of the trusted issuer");

			for (int i = 0; i < 50; i++) {
				assertThat(http.send(request).status()).isEqualTo(401);
			}
			assertThat(other.keyRequests() - before).isLessThanOrEqualTo(2);
		}
		finally {
			other.close();
		}
	}

	private static List<String> databaseSettings() {
		return List.of("--spring.datasource.url=" + database.jdbcUrl(),
				"--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password());
	}

	private static List<String> issuerSettings() {
		return List.of(ISSUER_SETTING + issuer.address());
	}

	private static ConfigurableApplicationContext startInProduction(String... moreSettings) {
		List<String> settings = new ArrayList<>(databaseSettings());
		settings.addAll(issuerSettings());
		settings.addAll(List.of(moreSettings));
		return start(settings);
	}

	private static ConfigurableApplicationContext start(List<String> settings) {
		return ProductionServer.start(settings.toArray(String[]::new));
	}

	private static TagApiClient client(ConfigurableApplicationContext server, String... customers) {
		URI address = URI.create("http://localhost:" + server.getEnvironment().getProperty("local.server.port"));
		return TagApiClient.builder(address).accessToken(() -> issuer.token(customers)).build();
	}

}
