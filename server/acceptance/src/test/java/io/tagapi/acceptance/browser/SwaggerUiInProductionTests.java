package io.tagapi.acceptance.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.acceptance.TestServer;
import io.tagapi.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Swagger UI of a server whose tokens come from the issuer of its operator.
 */
@BrowserTest
class SwaggerUiInProductionTests {

	private static final String EXPIRED = "e30.eyJleHAiOjEwMDB9.c2ln";

	private static final int MOST_KEYS = 15;

	@TempDir
	static Path directory;

	static TestIssuer issuer;

	static EmbeddedPostgres database;

	static ConfigurableApplicationContext server;

	static TestServer http;

	static Browser browser;

	SwaggerUi ui;

	@BeforeAll
	static void start() throws Exception {
		issuer = TestIssuer.start();
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		server = ProductionServer.start("--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(),
				"--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address(),
				"--tag-api.swagger-ui.client-id=tags-ui", "--tag-api.swagger-ui.scope-prefix=api://tags/",
				"--tag-api.swagger-ui.parameters.audience=https://tags.example.com");
		http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
		browser = Browser.start();
	}

	@AfterAll
	static void stop() {
		browser.close();
		server.close();
		database.close();
		issuer.close();
	}

	@BeforeEach
	void arrive() {
		this.ui = browser.visit(http, new NewContextOptions().setViewportSize(1280, 720)).trust(issuer.address());
	}

	@AfterEach
	void leave() {
		this.ui.hasNoComplaints();
		this.ui.close();
	}

	@Test
	void peopleLogInAtTheIssuer() throws Exception {
		this.ui.open("/");
		assertThat(this.ui.page().locator("body")).not().containsText("This is a sandbox");
		assertThat(this.ui.page().locator("#reset")).hasCount(0);
		check("production");

		this.ui.logIn().click();
		assertThat(this.ui.flow("clientCredentials")).hasCount(0);
		assertThat(this.ui.flow("authorizationCode")).containsText(issuer.address() + "/authorize");
		check("production-dialog");
		SwaggerUi.authorize(this.ui.flow("authorizationCode"));
		assertThat(this.ui.loggedIn()).isVisible();
		assertThat(issuer.login()).containsEntry("audience", "https://tags.example.com")
			.containsEntry("scope", "api://tags/tag");

		Locator list = this.ui.operation("List", "listTags");
		customer(list).fill("acme");
		assertThat(this.ui.execute(list).status()).isEqualTo(200);
		check("production-response");
		assertThat(http.send(http.request("/openapi.yaml")).body())
			.isEqualTo(Files.readString(Path.of("../../spec/openapi.yaml")));
	}

	@Test
	void anExpiredTokenIsReplacedByTheIssuerWithOneClick() {
		logIn();
		this.ui.storeToken(EXPIRED);
		this.ui.open("/?again");
		assertThat(this.ui.page().locator("#session")).hasText("The access token has expired or was withdrawn.");
		check("production-expired");

		this.ui.press(this.ui.page().locator("#log-in"));

		assertThat(this.ui.loggedIn()).isVisible();
		assertThat(this.ui.page().locator("#session")).hasText("");
	}

	@ParameterizedTest
	@CsvSource({ "1280, 720", "390, 844" })
	void aMouseNeedsNoWheel(int width, int height) {
		this.ui.page().setViewportSize(width, height);
		logIn();

		for (Locator step : steps()) {
			this.ui.press(step);
			Locator operation = operation(step);
			SwaggerUi.isInView(operation.locator(".opblock-summary-control"));
			customer(operation).fill("acme");
			this.ui.press(operation.locator(".execute"));
			SwaggerUi.isInView(operation.locator(".result"));
			assertThat(operation.locator(".result")).containsText("Response: ");
		}
		check("production-mouse-" + width);
	}

	@ParameterizedTest
	@CsvSource({ "1280, 720", "390, 844" })
	void keysAreFew(int width, int height) {
		this.ui.page().setViewportSize(width, height);
		this.ui.open("/");
		this.ui.tabTo("#log-in", MOST_KEYS);
		this.ui.page().keyboard().press("Enter");
		assertThat(this.ui.flow("authorizationCode").locator("button.authorize")).isFocused();
		this.ui.page().keyboard().press("Enter");
		assertThat(this.ui.loggedIn()).isVisible();

		for (Locator step : steps()) {
			step.focus();
			this.ui.page().keyboard().press("Enter");
			Locator operation = operation(step);
			SwaggerUi.isInView(operation.locator(".opblock-summary-control"));
			this.ui.tabTo("#" + operation.getAttribute("id") + " .execute", MOST_KEYS);
			SwaggerUi.isInView(operation.locator(".execute"));
			this.ui.page().keyboard().press("Enter");
			SwaggerUi.isInView(operation.locator(".result"));
			assertThat(operation.locator(".result")).containsText("Response: 403");
		}
		check("production-keys-" + width);
	}

	@Test
	void whereTheIssuerOffersNoTokensThePageSaysSo() {
		this.ui.page()
			.route("**/swagger-ui/flows", (route) -> route
				.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{}")));

		this.ui.open("/");
		assertThat(this.ui.page().locator("#session"))
			.hasText("This page cannot get tokens: the issuer offers no flow for it.");
		assertThat(this.ui.page().locator("#log-in")).isHidden();
		Locator list = this.ui.operation("List", "listTags");
		assertThat(this.ui.execute(list).status()).isEqualTo(401);
		assertThat(list.locator(".result button")).hasCount(0);

		this.ui.open("/?top");
		check("production-no-login");
	}

	private void logIn() {
		this.ui.open("/");
		this.ui.logIn().click();
		SwaggerUi.authorize(this.ui.flow("authorizationCode"));
		assertThat(this.ui.loggedIn()).isVisible();
		assertThat(this.ui.dialog()).isHidden();
	}

	private List<Locator> steps() {
		List<Locator> steps = this.ui.page().locator(".steps a").all();
		assertThat(steps).hasSize(11);
		return steps;
	}

	private Locator operation(Locator step) {
		return this.ui.page().locator(step.getAttribute("href").replace("#/", "#operations-").replaceFirst("/", "-"));
	}

	private static Locator customer(Locator operation) {
		return operation.locator("tr[data-param-name='customerId'] input");
	}

	private void check(String name) {
		Page page = this.ui.page();
		SwaggerUi.photograph(page, name);
		SwaggerUi.isAsWideAsTheScreen(page);
		SwaggerUi.isAccessible(page);
	}

}
