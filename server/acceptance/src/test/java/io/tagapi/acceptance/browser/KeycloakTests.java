package io.tagapi.acceptance.browser;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.nimbusds.jwt.SignedJWT;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.server.TagApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server with Keycloak as its issuer.
 */
@Tag("keycloak")
class KeycloakTests {

	@TempDir
	static Path directory;

	private static final AtomicLong TIME = new AtomicLong();

	private static Keycloak keycloak;

	private static EmbeddedPostgres database;

	private static ConfigurableApplicationContext server;

	private static TestServer http;

	@BeforeAll
	static void start() throws Exception {
		keycloak = Keycloak.start();
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		SpringApplication application = new SpringApplication(TagApiServer.class);
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean(Ticker.class,
				() -> (Ticker) TIME::get));
		server = application.run(settings("--tag-api.swagger-ui.client-id=tags-ui"));
		http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
	}

	private static String[] settings(String more) {
		return List
			.of("--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(),
					"--spring.datasource.username=" + database.username(),
					"--spring.datasource.password=" + database.password(),
					"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + keycloak.issuer(), more)
			.toArray(String[]::new);
	}

	@AfterAll
	static void stop() {
		server.close();
		database.close();
		keycloak.close();
	}

	@Test
	void programWorksWithClientCredentials() throws Exception {
		String token = keycloak.token("tags-service", "tag");

		try (TagApiClient client = TagApiClient.builder(http.address()).accessToken(() -> token).build()) {
			var tag = client.createTag("acme", new CreateTagRequest().name("Floor 2"));
			assertThat(client.listTags("acme").getTags()).containsExactly(tag);
			assertThat(client.listTags("globex").getTotal()).isZero();
		}
		list("demo", token).isError(403, "40300000", "FORBIDDEN_ACCESS",
				"Access denied due to insufficient permissions: the access token is not for the customer demo");
	}

	@Test
	void tokensOfRfc9068AreAccepted() throws Exception {
		String token = keycloak.token("tags-rfc9068", "tag");

		assertThat(SignedJWT.parse(token).getHeader().getType().getType()).isEqualTo("at+jwt");
		assertThat(list("acme", token).status()).isEqualTo(200);
	}

	@Test
	void tokenWithoutTheScopeNamesWhatItHas() throws Exception {
		list("acme", keycloak.token("tags-service", "")).isError(401, "40100000", "AUTHORIZATION_FAIL",
				"Missing or invalid authorization header: the access token names no audience (aud)");
		Response response = http.send(http.request("/tag/v1/tags?customerId=acme")
			.header("Authorization", "Bearer " + keycloak.token("tags-service", "tag.tags:view"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\": \"x\"}")));
		assertThat(response.status()).isEqualTo(403);
		assertThat(response.body()).contains("needs the scope tag or tag.tags:manage; it has ", "tag.tags:view");
	}

	@Test
	void customersAreFoundInsideOfAnotherClaim() throws Exception {
		String token = keycloak.token("tags-nested", "tag");
		list("acme", token).isError(403, "40300000", "FORBIDDEN_ACCESS",
				"Access denied due to insufficient permissions: the access token is not for the customer acme: "
						+ "it has no claim customer_ids");

		try (var other = SpringApplication.run(TagApiServer.class, settings("--tag-api.customer-claim=tenant.ids"))) {
			TestServer nested = new TestServer(other.getEnvironment(), other.getBean(JdbcClient.class));
			for (String customer : List.of("acme", "globex")) {
				assertThat(nested
					.send(nested.request("/tag/v1/tags?customerId=" + customer)
						.header("Authorization", "Bearer " + token))
					.status()).isEqualTo(200);
			}
		}
	}

	@Test
	void personLogsInWithTheBrowser() throws Exception {
		try (var browser = Browser.start();
				SwaggerUi ui = browser.visit(http, new NewContextOptions()).trust(keycloak.address())) {
			ui.open("/");
			Page login = ui.startLoginAsPerson("tag");
			login.locator("#username").fill("ada");
			login.locator("#password").fill("ada-password");
			SwaggerUi.photograph(login, "keycloak-login");
			ui.finishLogin(login, () -> login.locator("#kc-login").click());

			Locator list = ui.operation("List", "listTags");
			list.locator("tr[data-param-name='customerId'] input").fill("acme");
			assertThat(ui.execute(list).status()).isEqualTo(200);
			SwaggerUi.photograph(ui.page(), "keycloak-tags");
		}
	}

	@Test
	void newKeyIsTrustedAtOnceAndTheOldOneForAMinute() throws Exception {
		String before = keycloak.token("tags-service", "tag");
		assertThat(list("acme", before).status()).isEqualTo(200);

		keycloak.replaceKey();
		TIME.addAndGet(Duration.ofSeconds(1).toNanos());
		String after = keycloak.token("tags-service", "tag");

		assertThat(SignedJWT.parse(after).getHeader().getKeyID())
			.isNotEqualTo(SignedJWT.parse(before).getHeader().getKeyID());
		assertThat(list("acme", after).status()).isEqualTo(200);
		TIME.addAndGet(Duration.ofSeconds(60).toNanos());
		list("acme", before).isError(401, "40100000", "AUTHORIZATION_FAIL",
				"Missing or invalid authorization header: the signature of the access token is not that of the trusted "
						+ "issuer");
	}

	private static Response list(String customer, String token) {
		return http
			.send(http.request("/tag/v1/tags?customerId=" + customer).header("Authorization", "Bearer " + token));
	}

}
