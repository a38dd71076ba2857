package io.tagapi.acceptance.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.sandbox.RestartTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row of steps with a mouse that does not scroll, then with keys only: what is needed
 * next is always in view or one key away.
 */
@BrowserTest
class SwaggerUiStepsTests {

	private static final List<String> STEPS = List.of("Tags-createTag", "Tags-listTags", "Tags-getTag",
			"Tags-updateTag", "Devices-bulkAssignTags", "Devices-searchDevices", "Devices-getDevice",
			"Devices-changeDeviceTags", "Devices-bulkUnassignTags", "Events-listEvents", "Tags-deleteTag");

	private static final int MOST_KEYS = 15;

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
		this.ui = browser.visit(server, new NewContextOptions().setViewportSize(1280, 720)).open("/");
	}

	@AfterEach
	void leave() {
		this.ui.hasNoComplaints();
		this.ui.close();
	}

	@ParameterizedTest
	@CsvSource({ "1440, 900, LIGHT", "1280, 720, DARK", "390, 844, LIGHT" })
	void aMouseNeedsNoWheel(int width, int height, ColorScheme colors) {
		this.ui.close();
		this.ui = browser.visit(server, new NewContextOptions().setViewportSize(width, height).setColorScheme(colors))
			.open("/");
		this.ui.logInAsPerson("tag");

		this.ui.press(this.ui.page().locator(".steps a").first());
		for (String step : STEPS) {
			Locator operation = this.ui.page().locator("#operations-" + step);
			SwaggerUi.isInView(operation.locator(".opblock-summary-control"));
			assertThat(currentStep()).hasAttribute("href", "#/" + step.replace('-', '/'));
			this.ui.press(operation.locator(".execute"));
			SwaggerUi.isInView(operation.locator(".result"));
			assertThat(operation.locator(".result")).containsText("Response: 20");
			this.ui.press(operation.locator(".next"));
		}
		SwaggerUi.isInView(this.ui.page().locator("#reset"));
		this.ui.press(this.ui.page().locator("#reset"));
		assertThat(this.ui.page().locator("#reset-result")).containsText("has its 3 first tags again");

		assertThat(currentStep()).hasCount(0);
		SwaggerUi.isInReach(this.ui.page().locator(".steps a").first());

		this.ui.page().mouse().wheel(0, 1_000_000);
		assertThat(this.ui.page().locator("#operations-" + STEPS.getFirst())).not().isInViewport();
		this.ui.press(this.ui.page().locator(".steps a").first());
		isOpen(STEPS.getFirst());
	}

	@ParameterizedTest
	@CsvSource({ "1280, 720", "390, 844" })
	void keysAreFew(int width, int height) {
		this.ui.page().setViewportSize(width, height);
		this.ui.logInAsPerson("tag");

		this.ui.page().locator(".steps a").first().focus();
		for (String step : STEPS) {
			this.ui.page().keyboard().press("Enter");
			Locator operation = this.ui.page().locator("#operations-" + step);
			SwaggerUi.isInView(operation.locator(".opblock-summary-control"));
			this.ui.tabTo("#operations-" + step + " .execute", MOST_KEYS);
			SwaggerUi.isInView(operation.locator(".execute"));
			this.ui.page().keyboard().press("Enter");
			SwaggerUi.isInView(operation.locator(".result"));
			assertThat(operation.locator(".result")).containsText("Response: 20");
			this.ui.tabTo("#operations-" + step + " .next", 1);
		}
		this.ui.page().keyboard().press("Enter");
		SwaggerUi.isInView(this.ui.page().locator("#reset"));
	}

	@Test
	void backLeadsToTheStepBefore() {
		Locator steps = this.ui.page().locator(".steps a");
		this.ui.press(steps.nth(0));
		isOpen(STEPS.get(0));
		this.ui.press(steps.nth(1));
		isOpen(STEPS.get(1));

		this.ui.page().goBack();
		isOpen(STEPS.get(0));
		this.ui.page().goForward();
		isOpen(STEPS.get(1));
		this.ui.page().goBack();
		this.ui.page().goBack();
		assertThat(this.ui.page()).not().hasURL(Pattern.compile(".*#.*"));
		assertThat(this.ui.page().evaluate("history.state")).as("place that another script would scroll to").isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "#/Tags/listTags", "#/tags/listTags", "#/TAGS/LISTTAGS", "#/Tags/listTag%73" })
	void anAddressOpensItsOperation(String address) {
		this.ui.open("/" + address);

		isOpen("Tags-listTags");
	}

	@Test
	void anAddressThatIsNotEncodedOpensNothing() {
		this.ui.open("/#/%zz");
		assertThat(this.ui.page().locator(".opblock.is-open")).hasCount(0);

		this.ui.page().evaluate("location.hash = '#/%zz'");
		this.ui.page().evaluate("location.hash = '#/tags/createTag'");

		isOpen("Tags-createTag");
	}

	@Test
	void whatIsNotSentIsSaidWhereItCanBeCorrected() {
		this.ui.logInAsPerson("tag");
		Locator list = this.ui.operation("List", "listTags");
		this.ui.execute(list);
		list.locator("tr[data-param-name='customerId'] input").fill("");
		list.locator("tr[data-param-name='pageSize'] input").fill("many");

		this.ui.press(list.locator(".execute"));

		SwaggerUi.isInView(list.locator("tr[data-param-name='customerId'] input"));
		SwaggerUi.isInReach(list.getByRole(AriaRole.ALERT));
		assertThat(list.getByRole(AriaRole.ALERT)).hasText("Nothing was sent. For 'customerId': Required field is not "
				+ "provided. For 'pageSize': Value must be an integer.");
		assertThat(list.locator(".result")).hasCount(0);
		SwaggerUi.photograph(this.ui.page(), "not-sent");
		SwaggerUi.isAccessible(this.ui.page());

		list.locator("tr[data-param-name='customerId'] input").fill("demo");
		list.locator("tr[data-param-name='pageSize'] input").fill("2");
		assertThat(this.ui.execute(list).status()).isEqualTo(200);
		assertThat(list.getByRole(AriaRole.ALERT)).hasText("");
	}

	@Test
	void aMissingBodyIsSaidAsWell() {
		Locator create = this.ui.operation("Create", "createTag");
		create.getByLabel("Request body").fill("");

		this.ui.press(create.locator(".execute"));

		SwaggerUi.isInView(create.getByLabel("Request body"));
		assertThat(create.getByRole(AriaRole.ALERT)).hasText("Nothing was sent. The request body is missing.");
	}

	@Test
	void aMissingBodyIsShownInTheTabOfTheSchema() {
		Locator create = this.ui.operation("Create", "createTag");
		create.getByLabel("Request body").fill("");
		create.locator(".opblock-section-request-body").getByText("Schema").click();

		this.ui.press(create.locator(".execute"));

		assertThat(create.getByRole(AriaRole.ALERT)).hasText("Nothing was sent. The request body is missing.");
		SwaggerUi.isInView(create.getByLabel("Request body"));
	}

	@Test
	void theInvalidItemOfAListGetsTheFocus() {
		Locator search = this.ui.operation("Search", "searchDevices");
		Locator tags = search.locator("tr[data-param-name='allTags']");
		tags.locator(".json-schema-form-item-add").click();
		tags.locator("input").last().fill("bad");

		this.ui.press(search.locator(".execute"));

		assertThat(search.getByRole(AriaRole.ALERT))
			.hasText("Nothing was sent. For 'allTags' at path '[1]': Value must be a Guid.");
		SwaggerUi.isInView(tags.locator("input").last());
	}

	@Test
	void theFocusMovesOnFromAButtonThatGoesAway() {
		Locator list = this.ui.operation("List", "listTags");
		this.ui.execute(list);
		list.locator(".btn-clear").press("Enter");
		SwaggerUi.isInView(list.locator(".execute"));

		Locator create = this.ui.operation("Create", "createTag");
		Locator reset = create.locator(".try-out .reset");
		create.getByLabel("Request body").fill("{}");
		reset.press("Enter");
		SwaggerUi.isInView(create.getByLabel("Request body"));
		create.getByLabel("Request body").fill("{}");
		create.locator(".opblock-section-request-body").getByText("Schema").click();
		reset.press("Enter");
		SwaggerUi.isInView(create.locator(".try-out .cancel"));

		Locator tags = this.ui.operation("Search", "searchDevices").locator("tr[data-param-name='allTags']");
		Locator remove = tags.locator(".json-schema-form-item-remove");
		tags.locator(".json-schema-form-item-add").click();
		tags.locator(".json-schema-form-item-add").click();
		remove.nth(1).press("Enter");
		assertThat(remove).hasCount(2);
		SwaggerUi.isInView(remove.nth(1));
		remove.nth(1).press("Enter");
		SwaggerUi.isInView(remove.nth(0));
		remove.nth(0).press("Enter");
		SwaggerUi.isInView(tags.locator(".json-schema-form-item-add"));
	}

	@Test
	void aResponseDoesNotTakeTheFocusFromAnotherField() {
		this.ui.logInAsPerson("tag");
		Locator list = this.ui.operation("List", "listTags");
		Locator name = list.locator("tr[data-param-name='name'] input");
		List<Route> held = new ArrayList<>();
		this.ui.page().route("**/tag/v1/tags?*", held::add);

		list.locator(".execute").click();
		this.ui.page().waitForCondition(() -> !held.isEmpty());
		name.focus();
		held.forEach(Route::resume);

		assertThat(list.locator(".result")).containsText("Response: 200");
		SwaggerUi.isInView(name);
	}

	@Test
	void theNextStepFollowsSuccessOnly() {
		this.ui.logInAsPerson("tag");
		Locator create = this.ui.operation("Create", "createTag");

		this.ui.execute(create);
		SwaggerUi.isInReach(create.locator(".next"));
		assertThat(this.ui.execute(create).status()).isEqualTo(400);
		assertThat(create.locator(".next")).hasCount(0);
	}

	private void isOpen(String step) {
		SwaggerUi.isInView(this.ui.page().locator("#operations-" + step + " .opblock-summary-control"));
	}

	@Test
	void aLoginIsOfferedWhereTheTokenIsMissing() {
		Locator list = this.ui.operation("List", "listTags");
		assertThat(this.ui.execute(list).status()).isEqualTo(401);
		SwaggerUi.photograph(this.ui.page(), "401");

		this.ui.press(list.locator(".result button"));
		Page login = this.ui.page().context().waitForPage(() -> SwaggerUi.authorize(this.ui.flow("authorizationCode")));
		this.ui.finishLogin(login, () -> login.locator("button").click());

		SwaggerUi.isInView(list.locator(".result button"));
		assertThat(list.locator(".result button")).hasText("Execute again");
		this.ui.page().keyboard().press("Enter");
		assertThat(list.locator(".result")).containsText("Response: 200");
		SwaggerUi.isInView(list.locator(".result"));
	}

	@Test
	void aResponseThatIsLeftByCancelCanBeExecutedAgain() {
		Locator list = this.ui.operation("List", "listTags");
		assertThat(this.ui.execute(list).status()).isEqualTo(401);
		list.locator(".try-out .cancel").click();
		this.ui.logInAsPerson("tag");

		list.getByText("Execute again").click();

		assertThat(list.locator(".result")).containsText("Response: 200");
		SwaggerUi.isInView(list.locator(".result"));
	}

	@Test
	void aResponseTakesTheFocusOnlyWhenItArrives() {
		this.ui.logInAsPerson("tag");
		Locator list = this.ui.operation("List", "listTags");
		this.ui.execute(list);

		this.ui.page().getByLabel("Find an operation").fill("printer");
		this.ui.page().getByText("Show all").click();

		SwaggerUi.isInView(this.ui.page().getByLabel("Find an operation"));
		assertThat(list.locator(".result")).isAttached();
		list.locator(".opblock-summary-control").click();
		list.locator(".opblock-summary-control").click();
		assertThat(list.locator(".opblock-summary-control")).isFocused();
	}

	@Test
	void whatIsCopiedIsSaid() {
		this.ui.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
		this.ui.logInAsPerson("tag");
		Locator list = this.ui.operation("List", "listTags");
		String body = this.ui.execute(list).body();

		this.ui.press(list.locator(".live .copy-to-clipboard button"));
		assertThat(list.locator(".live [role=status]")).hasText("Copied");
		assertThat(clipboard()).isEqualTo(body);

		list.locator(".samples summary").click();
		list.getByText("Copy the command that sets it").click();
		assertThat(list.locator(".samples p [role=status]")).hasText("Copied");
		assertThat(clipboard()).startsWith("export TOKEN=ey");
		SwaggerUi.photograph(this.ui.page(), "copied");
	}

	@Test
	void theButtonsOfAResponseLeaveItsTextOnAPhone() {
		this.ui.page().setViewportSize(390, 844);
		this.ui.logInAsPerson("tag");
		Locator list = this.ui.operation("List", "listTags");
		this.ui.execute(list);

		SwaggerUi.photograph(this.ui.page(), "phone-response");
		BoundingBox text = list.locator(".live .highlight-code .code").boundingBox();
		BoundingBox button = list.locator(".live .download-contents").boundingBox();
		assertThat(button.y).isGreaterThanOrEqualTo(text.y + text.height);
		this.ui.page().waitForDownload(() -> this.ui.press(list.locator(".live .download-contents")));
	}

	private Locator currentStep() {
		return this.ui.page().locator(".steps [aria-current=step]");
	}

	private String clipboard() {
		return (String) this.ui.page().evaluate("navigator.clipboard.readText()");
	}

}
