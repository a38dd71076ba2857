package io.tagapi.acceptance.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.sandbox.RestartTests;
import io.tagapi.server.http.error.ErrorCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An afternoon with Swagger UI, on a sandbox that serves below a path.
 */
@BrowserTest
class SwaggerUiBelowAPathTests {

	private static final String PATH = "/team/tags";

	private static final String TAG = "019a9d2e-7f88-7c41-8a0d-52b7e1c9d3f6";

	/** The whole page with one operation open has a quarter of it. */
	private static final int MOST_ELEMENTS = 3000;

	private static final int MOST_KEYS = 20;

	private static final String REVOKE = """
			async () => {
			  const { oauth2 } = JSON.parse(localStorage.authorized);
			  const response = await fetch('../ams/v1/oauth2/revoke', {
			    method: 'POST',
			    headers: { Authorization: `Basic ${btoa('sandbox:sandbox')}` },
			    body: new URLSearchParams({ token: oauth2.token.access_token }),
			  });
			  return response.status;
			}""";

	private static final JsonMapper JSON = JsonMapper.shared();

	@TempDir
	static Path directory;

	static ConfigurableApplicationContext sandbox;

	static TestServer server;

	static Browser browser;

	SwaggerUi ui;

	@BeforeAll
	static void start() {
		sandbox = RestartTests.start(directory.resolve("data"), true, "--server.servlet.context-path=" + PATH);
		server = new TestServer(sandbox.getEnvironment(), sandbox.getBean(JdbcClient.class));
		browser = Browser.start();
	}

	@AfterAll
	static void stop() {
		browser.close();
		sandbox.close();
	}

	@BeforeEach
	void arrive() {
		this.ui = browser.visit(server, new NewContextOptions().setViewportSize(1280, 720)).open(PATH + "/");
	}

	@AfterEach
	void leave() {
		this.ui.hasNoComplaints();
		this.ui.close();
	}

	@Test
	void aLongResponseIsCutAndCanBeDownloaded() throws IOException {
		this.ui.logInAsPerson("tag");
		for (int i = 0; i < 10; i++) {
			assign(TestServer.deviceIds(i * 10_000, (i + 1) * 10_000));
		}

		Locator events = this.ui.operation("Events", "listEvents");
		events.locator(".btn.execute").click();

		SwaggerUi.isInView(events.locator(".result"));
		assertThat(events.locator(".live .excerpt")).containsText("Download and Copy have all of them.");
		assertThat(events.locator(".live .highlight-code code").textContent()).hasSizeBetween(90_000, 100_000);
		assertThat((Integer) this.ui.page().evaluate("document.querySelectorAll('*').length"))
			.isLessThan(MOST_ELEMENTS);
		SwaggerUi.photograph(this.ui.page(), "long-response");
		SwaggerUi.isAccessible(this.ui.page());
		Download download = this.ui.page()
			.waitForDownload(() -> events.locator(".live")
				.getByText("Download", new Locator.GetByTextOptions().setExact(true))
				.click());
		Path file = directory.resolve("events.json");
		download.saveAs(file);
		assertThat(Files.readString(file)).hasSizeGreaterThan(1_000_000)
			.startsWith("{\n  \"result\": 200,")
			.contains("\"position\": \"10\"")
			.endsWith("}");
	}

	@ParameterizedTest
	@CsvSource({ "Create, createTag", "List, listTags", "Assign, bulkAssignTags", "Events, listEvents" })
	void anOperationFitsOnFourScreens(String step, String operationId) {
		Locator operation = this.ui.operation(step, operationId);

		assertThat((Integer) operation.evaluate("(element) => element.offsetHeight")).isLessThan(4 * 720);
	}

	@Test
	void anErrorCanBeChosenAndLeadsToItsGuide() {
		this.ui.logInAsPerson("tag");
		Locator list = this.ui.operation("List", "listTags");

		list.getByLabel("Respond with …").selectOption("code=40100000");
		SwaggerUi.Shown forced = this.ui.execute(list);

		assertThat(forced.status()).isEqualTo(401);
		assertThat(forced.body()).contains("\"40100000\"", "requested by the Prefer header");
		assertThat(this.ui.loggedIn()).isVisible();
		Page guide = this.ui.page().context().waitForPage(() -> list.getByText("What 40100000 means").click());
		assertThat(guide.locator("#\\34 0100000")).isInViewport();
		assertThat(guide).hasTitle("Errors · Tag API");
		guide.close();

		list.getByLabel("Respond with …").selectOption("");
		assertThat(this.ui.execute(list).status()).isEqualTo(200);
	}

	@Test
	void aResponseCanBeLost() {
		this.ui.logInAsPerson("tag");
		Locator delete = this.ui.operation("Delete", "deleteTag");

		delete.getByLabel("Respond with …").selectOption("drop=response");
		delete.locator(".btn.execute").click();

		SwaggerUi.isInView(delete.locator(".result"));
		assertThat(delete.locator(".result")).containsText("Response: none");
		assertThat(delete.locator(".live")).containsText("The connection was closed without a response");
		delete.getByLabel("Respond with …").selectOption("");
		this.ui.execute(delete).isError(ErrorCode.RESOURCE_NOT_FOUND, "tag 019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10");
	}

	@Test
	void anExpiredTokenIsReplacedWithOneClickInAllTabs() {
		this.ui.logInAsPerson("tag");
		Page other = this.ui.openTab(PATH + "/");
		assertThat(other.locator("#log-in")).hasText("Logged in");

		this.ui.storeToken("e30." + "eyJleHAiOjEwMDB9" + ".c2ln");
		this.ui.page().reload();
		assertThat(this.ui.page().locator("#log-in")).hasText("Log in again");
		assertThat(this.ui.page().locator("#session")).hasText("The access token has expired or was withdrawn.");
		SwaggerUi.photograph(this.ui.page(), "expired");
		SwaggerUi.isAccessible(this.ui.page());
		other.reload();
		assertThat(other.locator("#log-in")).hasText("Log in again");

		this.ui.page().locator("#log-in").click();

		assertThat(this.ui.loggedIn()).isVisible();
		assertThat(this.ui.page().locator("#session")).hasText("");
		assertThat(other.locator("#log-in")).hasText("Logged in");
		assertThat(this.ui.execute(this.ui.operation("List", "listTags")).status()).isEqualTo(200);
		other.close();
	}

	@Test
	void aRevokedTokenIsNoticedByItsFirstUseInAllTabs() {
		this.ui.logInAsProgram("sandbox", "tag");
		Page other = this.ui.openTab(PATH + "/");
		assertThat(other.locator("#log-in")).hasText("Logged in");
		assertThat(this.ui.page().evaluate(REVOKE)).isEqualTo(200);

		assertThat(this.ui.execute(this.ui.operation("List", "listTags")).status()).isEqualTo(401);

		assertThat(this.ui.page().locator("#log-in")).hasText("Log in again");
		assertThat(other.locator("#log-in")).hasText("Log in again");
		this.ui.open(PATH + "/?reloaded");
		assertThat(this.ui.page().locator("#log-in")).hasText("Log in again");

		this.ui.page().locator("#log-in").click();

		assertThat(this.ui.loggedIn()).isVisible();
		assertThat(other.locator("#log-in")).hasText("Logged in");
		assertThat(this.ui.execute(this.ui.operation("List", "listTags")).status()).isEqualTo(200);
		other.close();
	}

	@Test
	void aDoubleClickOpensOneLogin() {
		this.ui.logIn().click();

		Page login = this.ui.page()
			.context()
			.waitForPage(() -> this.ui.flow("authorizationCode").locator("button.authorize").dblclick());
		this.ui.finishLogin(login, () -> login.locator("button").click());

		assertThat(this.ui.page().context().pages()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "1280, 720", "640, 360", "320, 256" })
	void anEnlargedDialogCanBeScrolled(int width, int height) {
		this.ui.page().setViewportSize(width, height);
		this.ui.logIn().click();

		SwaggerUi.isInReach(this.ui.dialog().locator(".close-modal"));
		this.ui.tabTo("[role=dialog] .auth-container:last-child .btn-done", MOST_KEYS);

		SwaggerUi.isInView(this.ui.dialog().locator(".btn-done").last());
		SwaggerUi.isInReach(this.ui.dialog().locator(".close-modal"));
		SwaggerUi.photograph(this.ui.page(), "dialog-" + width);
		SwaggerUi.isAsWideAsTheScreen(this.ui.page());
	}

	@Test
	void theDialogShowsOnlyTheFlowInUseAndNoSecretThatIsNone() {
		this.ui.logInAsPerson("tag");

		this.ui.loggedIn().click();

		assertThat(this.ui.dialog().locator("h4")).hasText("oauth2 (OAuth2, authorizationCode with PKCE)");
		assertThat(this.ui.dialog().getByText("client_secret:")).isHidden();
		SwaggerUi.photograph(this.ui.page(), "logged-in-dialog");
		SwaggerUi.isAccessible(this.ui.page());
	}

	@Test
	void aCollapsedErrorOpensInItsPlace() {
		Locator list = this.ui.operation("List", "listTags");
		Locator forbidden = list.getByRole(AriaRole.BUTTON,
				new Locator.GetByRoleOptions().setName("403 The token lacks the scope"));
		assertThat(list.locator(".response[data-code='403']")).hasCount(0);

		forbidden.click();

		assertThat(list.locator(".response[data-code='403']")).containsText("FORBIDDEN_ACCESS");
		assertThat(forbidden).hasAttribute("aria-expanded", "true");
	}

	@ParameterizedTest
	@EnumSource(Language.class)
	void theCodeOfAnOperationRuns(Language language) throws Exception {
		language.requireTools();
		Locator create = this.ui.operation("Create", "createTag");
		String name = language + " 'q' \"d\" `b` ${x} $(y) \\ \"\"\" ü";
		create.getByLabel("Request body").fill(JSON.writeValueAsString(Map.of("name", name)));
		Locator list = this.ui.operation("List", "listTags");

		assertThat(language.run(code(create, language), directory, server.token())).contains("201", "\"SUCCESS\"");
		list.locator("tr[data-param-name='name'] input").fill(language.name());
		assertThat(language.run(code(list, language), directory, server.token())).contains("200",
				JSON.writeValueAsString(name));
	}

	private static String code(Locator operation, Language language) {
		Locator samples = operation.locator(".samples");
		if (samples.getAttribute("open") == null) {
			samples.locator("summary").click();
		}
		samples.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(language.label()).setExact(true))
			.click();
		assertThat(samples.getByLabel("Copy code to clipboard").last()).isVisible();
		return samples.locator("pre").textContent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "errors", "retries", "paging", "events" })
	void aGuideCanBeRead(String name) {
		this.ui.page().navigate(PATH + "/guides/" + name);

		assertThat(this.ui.page().locator("h1")).isInViewport();
		assertThat(this.ui.page().locator("[aria-current=page]")).isVisible();
		SwaggerUi.isAccessible(this.ui.page());
		SwaggerUi.photograph(this.ui.page(), "guide-" + name);
	}

	@ParameterizedTest
	@CsvSource({ "390, 844, LIGHT", "390, 844, DARK", "1280, 720, DARK" })
	void everybodyCanReadTheGuides(int width, int height, ColorScheme colors) {
		this.ui.close();
		this.ui = browser.visit(server, new NewContextOptions().setViewportSize(width, height).setColorScheme(colors));
		this.ui.page().navigate(PATH + "/guides/errors#40300000");

		assertThat(this.ui.page().locator("#\\34 0300000")).isInViewport();
		SwaggerUi.photograph(this.ui.page(), "guide-" + width + "-" + colors);
		SwaggerUi.isAsWideAsTheScreen(this.ui.page());
		SwaggerUi.isAccessible(this.ui.page());
	}

	private static void assign(List<String> deviceIds) {
		String body = JSON.writeValueAsString(Map.of("deviceIds", deviceIds, "tagIds", List.of(TAG)));
		assertThat(server.send("POST", "/tag/v1/devices/bulkAssign?customerId=demo", body).status()).isEqualTo(200);
	}

}
