package io.tagapi.acceptance.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a developer does who opens a fresh sandbox in a browser. Whatever the test, the
 * browser has nothing to complain about.
 */
@BrowserTest
class SwaggerUiTests {

	private static final String TAG_OF_EXAMPLES = "019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10";

	private static final int MOST_KEYS = 25;

	private static final List<Consumer<Route>> FAILURES = List.of(Route::abort,
			(route) -> route.fulfill(new Route.FulfillOptions().setStatus(503)));

	@TempDir
	static Path dataDir;

	static ConfigurableApplicationContext sandbox;

	static TestServer server;

	static Browser browser;

	SwaggerUi ui;

	@BeforeAll
	static void start() {
		sandbox = RestartTests.start(dataDir, true);
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
		assertThat(server.send("POST", "/sandbox/v1/reset?customerId=demo", "").status()).isEqualTo(200);
		this.ui = browser.visit(server, new NewContextOptions().setViewportSize(1280, 720));
	}

	@AfterEach
	void leave() {
		this.ui.hasNoComplaints();
		this.ui.close();
	}

	@Test
	void everyExampleWorksOnAFreshSandboxInTheOrderOfTheSteps() {
		String eventsOfTheSeed = JsonMapper.shared()
			.readTree(server.get("/tag/v1/events?customerId=demo").body())
			.at("/data/nextSearchAfter")
			.stringValue();
		this.ui.open("/");
		this.ui.logInAsPerson("tag");

		Locator create = this.ui.operation("Create", "createTag");
		this.ui.execute(create).isExample("TagCreated");
		SwaggerUi.photograph(this.ui.page(), "create");
		this.ui.execute(create).isError(ErrorCode.RESOURCE_INVALID_PARAM, "name is taken by another tag (Floor 2)");

		Locator list = this.ui.operation("List", "listTags");
		parameter(list, "pageSize").fill("2");
		this.ui.execute(list).isExample("FirstPage");
		assertThat(list.locator(".live-responses-table")).containsText("Request duration");
		SwaggerUi.photograph(this.ui.page(), "list");

		this.ui.execute(this.ui.operation("Get", "getTag")).isExample("TagFound");
		this.ui.execute(this.ui.operation("Update", "updateTag")).isExample("TagRenamed");
		this.ui.execute(this.ui.operation("Assign", "bulkAssignTags")).isExample("BulkAssigned");

		this.ui.execute(this.ui.operation("Search", "searchDevices")).isExample("DevicesFound");
		SwaggerUi.photograph(this.ui.page(), "search");
		this.ui.execute(this.ui.operation("Device", "getDevice")).isExample("DeviceWithTags");
		this.ui.execute(this.ui.operation("Change", "changeDeviceTags")).isExample("DeviceTagsChanged");
		this.ui.execute(this.ui.operation("Unassign", "bulkUnassignTags")).isExample("BulkUnassigned");

		Locator events = this.ui.operation("Events", "listEvents");
		parameter(events, "pageSize").fill("3");
		parameter(events, "searchAfter").fill(eventsOfTheSeed);
		this.ui.execute(events).isExample("EventsFound");
		SwaggerUi.photograph(this.ui.page(), "events");

		Locator delete = this.ui.operation("Delete", "deleteTag");
		assertThat(parameter(delete, "tagId")).hasValue(TAG_OF_EXAMPLES);
		assertThat(this.ui.execute(delete).status()).isEqualTo(204);
		this.ui.execute(delete).isError(ErrorCode.RESOURCE_NOT_FOUND, "tag " + TAG_OF_EXAMPLES);
		SwaggerUi.photograph(this.ui.page(), "not-found");
	}

	@Test
	void theStepsCanBeRepeatedAfterAReset() {
		this.ui.open("/");
		this.ui.page().getByText("Reset demo").click();
		assertThat(this.ui.page().locator("#reset-result")).hasText("Log in first.");
		this.ui.page().keyboard().press("Escape");
		this.ui.logInAsPerson("tag");
		for (int round = 0; round < 2; round++) {
			this.ui.page().getByText("Reset demo").click();
			assertThat(this.ui.page().locator("#reset-result"))
				.hasText("The customer demo has its 3 first tags again, and no events.");
			this.ui.execute(this.ui.operation("Create", "createTag")).isExample("TagCreated");
			this.ui.execute(this.ui.operation("Assign", "bulkAssignTags")).isExample("BulkAssigned");
			assertThat(this.ui.execute(this.ui.operation("Delete", "deleteTag")).status()).isEqualTo(204);
			this.ui.page().locator("#reset").scrollIntoViewIfNeeded();
			assertThat(this.ui.page().locator("#reset-result")).not().containsText("error");
		}
		SwaggerUi.photograph(this.ui.page(), "reset");
	}

	@Test
	void theCustomerInUseIsReset() {
		this.ui.open("/");
		this.ui.logInAsProgram("sandbox", "tag");
		Locator list = this.ui.operation("List", "listTags");
		parameter(list, "customerId").fill("acme");
		this.ui.execute(list);

		this.ui.page().getByText("Reset acme").click();

		assertThat(this.ui.page().locator("#reset-result"))
			.hasText("The customer acme has its 0 first tags again, and no events.");
		this.ui.execute(list);
		assertThat(this.ui.page().locator("#reset-result")).hasText("");
	}

	@Test
	void aLongCustomerIdStaysWithinAPhone() {
		this.ui.page().setViewportSize(390, 844);
		this.ui.open("/");
		this.ui.logInAsPerson("tag");
		Locator list = this.ui.operation("List", "listTags");
		String customerId = "W".repeat(64);
		parameter(list, "customerId").fill(customerId);
		assertThat(this.ui.execute(list).status()).isEqualTo(404);

		this.ui.page().getByText("Reset " + customerId).click();

		assertThat(this.ui.page().locator("#reset-result"))
			.hasText("The requested resource does not exist: customer " + customerId);
		check("long-customer", this.ui.page());
	}

	@Test
	void anEditedBodyStaysWithinAPhone() {
		this.ui.page().setViewportSize(390, 844);
		this.ui.open("/");
		Locator create = this.ui.operation("Create", "createTag");

		create.getByLabel("Request body").fill("{\"name\": \"Floor 3\"}");

		assertThat(create.locator(".try-out .reset")).isVisible();
		check("edited-body", this.ui.page());
	}

	@Test
	void aResetSaysWhenTheServerIsAway() {
		this.ui.open("/");
		this.ui.logInAsPerson("tag");
		this.ui.page().route("**/sandbox/v1/reset*", (route) -> route.abort());

		this.ui.page().getByText("Reset demo").click();

		assertThat(this.ui.page().locator("#reset-result"))
			.hasText("The server cannot be reached, or has closed the connection: try again.");
	}

	@Test
	void withoutJavaScriptThePageSaysWhatItNeeds() {
		this.ui.close();
		this.ui = browser.visit(server, new NewContextOptions().setJavaScriptEnabled(false));

		this.ui.page().navigate("/swagger-ui");

		assertThat(this.ui.page().locator("noscript p")).containsText("This page needs JavaScript.");
		SwaggerUi.photograph(this.ui.page(), "no-script");
		this.ui.page().locator("noscript a").last().click();
		assertThat(this.ui.page().locator("pre")).containsText("openapi: 3.0.4");
	}

	@Test
	void aWrongSecretIsSaidInTheDialog() {
		this.ui.open("/");

		this.ui.authorizeProgram("sandbox", "wrong");

		assertThat(this.ui.page().locator(".auth-container .errors").first()).containsText("401");
	}

	@Test
	void anInvalidBodyIsRejectedWith400() {
		this.ui.open("/");
		this.ui.logInAsProgram("sandbox", "tag");

		Locator create = this.ui.operation("Create", "createTag");
		create.getByLabel("Request body").fill("{\"title\": \"Floor 2\"}");
		SwaggerUi.Shown response = this.ui.execute(create);

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.body()).contains("\"4000001\"", "name is required");
	}

	@Test
	void withoutATokenTheResponseIs401() {
		this.ui.open("/");

		SwaggerUi.Shown response = this.ui.execute(this.ui.operation("List", "listTags"));

		assertThat(response.status()).isEqualTo(401);
		assertThat(response.body()).contains("\"AUTHORIZATION_FAIL\"", "Missing or invalid authorization header");
	}

	@Test
	void aTokenEndpointThatDoesNotRespondIsSaidInTheDialog() {
		this.ui.open("/");
		this.ui.page().route("**/ams/v1/oauth2/token", (route) -> route.abort());

		this.ui.authorizeProgram("sandbox", "sandbox", "tag");

		assertThat(this.ui.flow("clientCredentials").locator(".errors"))
			.hasText("auth errorThere is no response from the token endpoint.");
	}

	@Test
	void aMissingScopeIsRejectedWith403UntilItIsChosen() {
		this.ui.open("/");

		this.ui.logInAsPerson("tag.tags:view");
		assertThat(this.ui.execute(this.ui.operation("List", "listTags")).status()).isEqualTo(200);
		this.ui.execute(this.ui.operation("Assign", "bulkAssignTags"))
			.isError(ErrorCode.FORBIDDEN_ACCESS,
					"the access token needs the scope tag or tag.tags:manage; it has tag.tags:view (in the claims scope, scp)");
		SwaggerUi.photograph(this.ui.page(), "forbidden");
		this.ui.logOut();
		this.ui.logInAsProgram("sandbox", "tag.tags:manage");

		assertThat(this.ui.execute(this.ui.operation("Assign", "bulkAssignTags")).status()).isEqualTo(200);
	}

	@Test
	void aTokenForAnotherCustomerIsRejectedWith403() {
		this.ui.open("/");
		this.ui.logInAsProgram("sandbox-acme", "tag");

		this.ui.execute(this.ui.operation("List", "listTags")).isExample("ForeignCustomer");
	}

	@Test
	void theLoginPageSaysWhenThePasswordIsWrong() {
		this.ui.open("/");
		Page login = this.ui.startLoginAsPerson("tag");
		login.getByLabel("Password").fill("wrong");
		login.getByText("Log in", new Page.GetByTextOptions().setExact(true)).click();

		assertThat(login.getByRole(AriaRole.ALERT)).hasText("The user or the password is wrong.");
		SwaggerUi.isAccessible(login);

		this.ui.finishLogin(login, () -> login.getByText("Log in", new Page.GetByTextOptions().setExact(true)).click());
		assertThat(this.ui.execute(this.ui.operation("List", "listTags")).status()).isEqualTo(200);
	}

	@Test
	void theKeyboardIsEnough() {
		this.ui.open("/");
		this.ui.logIn().focus();
		this.ui.page().keyboard().press("Enter");
		assertThat(this.ui.flow("authorizationCode").locator("button.authorize")).isFocused();
		this.ui.page().keyboard().press("Escape");
		assertThat(this.ui.dialog()).isHidden();
		assertThat(this.ui.logIn()).isFocused();

		this.ui.page().keyboard().press("Enter");
		Page login = this.ui.page().context().waitForPage(() -> this.ui.page().keyboard().press("Enter"));
		assertThat(login.locator("button")).isFocused();
		this.ui.finishLogin(login, () -> login.keyboard().press("Enter"));

		skipToTheOperations();
		this.ui.tabTo("#operations-Tags-listTags .opblock-summary-control", MOST_KEYS);
		this.ui.page().keyboard().press("Enter");
		assertThat(this.ui.page().locator("#operations-Tags-listTags .execute")).isVisible();
		this.ui.tabTo("#operations-Tags-listTags .execute", MOST_KEYS);
		this.ui.page().keyboard().press("Enter");
		assertThat(
				this.ui.page().locator("#operations-Tags-listTags .live-responses-table .response-col_status").last())
			.hasText("200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Tags-listTags", "Tags-createTag", "Tags-getTag", "Devices-bulkAssignTags" })
	void whatIsPressedAtOnceIsSentWithEverythingItNeeds(String operation) {
		this.ui.open("/");
		this.ui.logInAsPerson("tag");

		this.ui.executeAtOnce("#operations-" + operation);

		assertThat(this.ui.page().locator("#operations-" + operation + " .result")).containsText("Response: 20");
	}

	@Test
	void theTokenOutlivesAReload() {
		this.ui.open("/");
		this.ui.logInAsPerson("tag");

		this.ui.open("/#/Tags/listTags");

		assertThat(this.ui.logIn()).isHidden();
		assertThat(this.ui.execute(this.ui.page().locator("#operations-Tags-listTags")).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"bearer\": {\"schema\": {\"type\": \"http\"}, \"value\": \"key\"}}",
			"{\"oauth2\": {\"schema\": {\"type\": \"http\"}, \"value\": \"key\"}}", "{\"oauth2\": {\"token\": {}}}",
			"null", "{" })
	void credentialsOfAnotherProgramAreNoLogin(String stored) {
		this.ui.open("/");
		this.ui.page().evaluate("(stored) => { localStorage.authorized = stored; }", stored);

		this.ui.page().reload();

		assertThat(this.ui.logIn()).isVisible();
		assertThat(this.ui.execute(this.ui.operation("List", "listTags")).status()).isEqualTo(401);
		assertThat(this.ui.logIn()).isVisible();
		this.ui.logInAsPerson("tag");
		assertThat(this.ui.execute(this.ui.operation("List", "listTags")).status()).isEqualTo(200);
	}

	@Test
	void theLoginEndsWhereAnotherProgramReplacesIt() {
		this.ui.open("/");
		this.ui.logInAsPerson("tag");
		Page other = this.ui.openTab("/");

		other.evaluate("localStorage.authorized = '{'");

		assertThat(this.ui.logIn()).isVisible();
		other.close();
	}

	@Test
	void aBlockedWindowOfTheLoginIsSaidInTheDialog() {
		this.ui.open("/");
		this.ui.page().evaluate("window.open = () => null");
		this.ui.logIn().click();

		SwaggerUi.authorize(this.ui.flow("authorizationCode"));

		assertThat(this.ui.flow("authorizationCode").locator(".errors")).hasText(
				"auth errorThe browser has blocked the window of the login: allow this page to open it, and try again.");
	}

	@ParameterizedTest
	@CsvSource({ "bulk, 3", "DEV, 5", "searchDevices, 1", "'tag rename', 1", "delete, 1", "'post devices', 3",
			"events, 1" })
	void operationsAreFoundByAnyWords(String words, int count) {
		this.ui.open("/");

		this.ui.page().getByLabel("Find an operation").fill(words);

		assertThat(this.ui.page().locator(".opblock")).hasCount(count);
		assertThat(this.ui.page().getByText(count + " found")).isVisible();
	}

	@Test
	void whereNoOperationIsFoundThePageSaysSo() {
		this.ui.open("/");

		this.ui.page().getByLabel("Find an operation").fill("printer");

		assertThat(this.ui.page().locator(".nothing-found"))
			.containsText("No operation has “printer” in its path, id or summary.");
		check("nothing-found", this.ui.page());
		this.ui.page().getByText("Show all").click();
		assertThat(this.ui.page().locator(".opblock")).hasCount(11);
	}

	@Test
	void aLongPhraseStaysWithinThePage() {
		this.ui.open("/");

		this.ui.page().getByLabel("Find an operation").fill("x".repeat(500));

		assertThat(this.ui.page().locator(".nothing-found")).isVisible();
		SwaggerUi.isAsWideAsTheScreen(this.ui.page());
	}

	@Test
	void aStepShowsItsOperationAlsoWhenItIsFilteredOutOrScrolledAway() {
		this.ui.open("/");
		this.ui.page().getByLabel("Find an operation").fill("events");
		this.ui.operation("Create", "createTag");
		this.ui.page().evaluate("window.scrollTo(0, document.body.scrollHeight)");

		this.ui.operation("Create", "createTag");
	}

	@ParameterizedTest
	@CsvSource({ "/swagger-ui/flows, /swagger-ui/flows", "/v3/api-docs/swagger-config, /v3/api-docs/swagger-config",
			"/swagger-ui-bundle.js, swagger-ui-bundle.js",
			"/assets/plugins/find.js, 'swagger-initializer.js, or a plugin that it imports,'",
			"/assets/plugins/reset.js, 'sandbox.js, or a plugin that it imports,'" })
	void thePageSaysWhatItCannotLoad(String file, String name) {
		for (Consumer<Route> failure : FAILURES) {
			this.ui.page().route("**" + file, failure);

			this.ui.page().navigate("/swagger-ui/index.html");

			Locator message = this.ui.page().getByRole(AriaRole.ALERT);
			assertThat(message).hasText(
					"The operations cannot be shown: " + name + " cannot be loaded. Reload the page to try again.");
			SwaggerUi.isInReach(message);
			assertThat(this.ui.page().locator("#reset")).isHidden();
			SwaggerUi.photograph(this.ui.page(), "not-loaded");
			this.ui.page().unroute("**" + file);
		}
		this.ui.forgetComplaints();

		this.ui.open("/");
		assertThat(this.ui.page().locator("#reset")).isVisible();
		assertThat(this.ui.page().getByText("The operations cannot be shown")).hasCount(0);
	}

	@Test
	void theContractIsShownAndNotSaved() {
		this.ui.open("/");

		this.ui.page().getByText("Contract", new Page.GetByTextOptions().setExact(true)).click();

		assertThat(this.ui.page().locator("pre")).containsText("openapi: 3.0.4");
		assertThat(this.ui.page()).hasURL(server.address() + "/openapi.yaml");
	}

	@Test
	void theMostNeededOperationsComeFirst() {
		this.ui.open("/");

		assertThat(this.ui.page().locator(".opblock-summary-description")).hasText(
				new String[] { "Create a tag", "List tags", "Get a tag", "Rename or describe a tag", "Delete a tag",
						"Assign tags to devices", "Take tags off devices", "Assign and take off tags in one call",
						"Find devices by their tags", "Get the tags of a device", "Follow the changes" });
		assertThat(this.ui.page()).hasTitle("Tag API");
	}

	@ParameterizedTest
	@CsvSource({ "wide, 1440, 900, LIGHT", "wide-dark, 1440, 900, DARK", "desktop, 1280, 720, LIGHT",
			"desktop-dark, 1280, 720, DARK", "phone, 390, 844, LIGHT", "phone-dark, 390, 844, DARK" })
	void everybodyCanReadIt(String name, int width, int height, ColorScheme colors) {
		this.ui.close();
		this.ui = browser.visit(server, new NewContextOptions().setViewportSize(width, height).setColorScheme(colors));
		this.ui.open("/");
		check(name, this.ui.page());

		Page login = this.ui.startLoginAsPerson("tag");
		check(name + "-dialog", this.ui.page());
		check(name + "-login", login);
		this.ui.finishLogin(login, () -> login.locator("button").click());

		this.ui.execute(this.ui.operation("Assign", "bulkAssignTags"));
		check(name + "-assign", this.ui.page());
	}

	private void check(String name, Page page) {
		SwaggerUi.photograph(page, name);
		SwaggerUi.isAsWideAsTheScreen(page);
		SwaggerUi.isAccessible(page);
	}

	/** By the link that is the first stop of the keyboard. */
	private void skipToTheOperations() {
		this.ui.page().reload();
		this.ui.page().locator(".opblock").first().waitFor();
		this.ui.tabTo(".skip", MOST_KEYS);
		this.ui.page().keyboard().press("Enter");
		SwaggerUi.isInView(this.ui.page().locator("#operations"));
	}

	private static Locator parameter(Locator operation, String name) {
		return operation.locator("tr[data-param-name='" + name + "'] input");
	}

}
