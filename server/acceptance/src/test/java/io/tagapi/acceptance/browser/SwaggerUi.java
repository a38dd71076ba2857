package io.tagapi.acceptance.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.tagapi.acceptance.contract.ContractOperation;
import io.tagapi.server.http.error.ErrorCode;
import org.json.JSONException;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person in front of Swagger UI, and a witness of what goes wrong there: errors on the
 * console, violations of the content security policy, and requests to somebody else.
 */
final class SwaggerUi implements AutoCloseable {

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	private static final List<String> EXPECTED_FAILURES = List.of("/tag/v1/", "/oauth2/token", "/sandbox/v1/");

	private static final String REPORT_VIOLATIONS = """
			document.addEventListener('securitypolicyviolation', (violation) =>
			  console.error('policy', violation.violatedDirective, violation.blockedURI, violation.sourceFile))""";

	/** Ends when the element has stood still for some frames. */
	private static final String AT_REST = """
			async (element) => {
			  const box = () => JSON.stringify(element.getBoundingClientRect());
			  for (let still = 0, last = ''; still < 5; still = box() === last ? still + 1 : 0) {
			    last = box();
			    await new Promise((resolve) => requestAnimationFrame(resolve));
			  }
			}""";

	/** Opens an operation, and presses Execute in the first frame that has it. */
	private static final String OPEN_AND_EXECUTE = """
			async (operation) => {
			  document.querySelector(`${operation} .opblock-summary-control`).click();
			  const execute = () => document.querySelector(`${operation} .execute`);
			  while (!execute()) {
			    await new Promise((resolve) => requestAnimationFrame(resolve));
			  }
			  execute().click();
			}""";

	private static final String UPPERMOST = """
			(element) => {
			  const { x, y, width, height } = element.getBoundingClientRect();
			  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
			}""";

	private final BrowserContext context;

	private final List<String> complaints = new ArrayList<>();

	private final List<String> trusted = new ArrayList<>();

	private final Page page;

	SwaggerUi(BrowserContext context, String address) {
		this.context = context;
		this.trusted.add(address + "/");
		this.trusted.add("data:");
		context.addInitScript(REPORT_VIOLATIONS);
		context.onConsoleMessage(this::hear);
		context.onWebError((error) -> this.complaints.add("error: " + error.error()));
		context.onRequest((request) -> {
			if (this.trusted.stream().noneMatch(request.url()::startsWith)) {
				this.complaints.add("request: " + request.url());
			}
		});
		this.page = context.newPage();
	}

	/**
	 * The console of Chromium also complains about error responses that a test provokes.
	 */
	private void hear(ConsoleMessage message) {
		boolean refusal = message.text().startsWith("Failed to load resource")
				&& EXPECTED_FAILURES.stream().anyMatch(message.location()::contains);
		if (List.of("error", "warning").contains(message.type()) && !refusal) {
			this.complaints.add(message.type() + ": " + message.text() + " " + message.location());
		}
	}

	/** Lets the page talk to the issuer as well. */
	SwaggerUi trust(String issuer) {
		this.trusted.add(issuer + "/");
		return this;
	}

	SwaggerUi open(String path) {
		open(this.page, path);
		return this;
	}

	private static void open(Page page, String path) {
		page.navigate(path);
		page.locator(".opblock").first().waitFor();
	}

	/** Another tab of the same person. */
	Page openTab(String path) {
		Page tab = this.context.newPage();
		open(tab, path);
		return tab;
	}

	Page page() {
		return this.page;
	}

	Locator logIn() {
		return button("Log in");
	}

	Locator loggedIn() {
		return button("Logged in");
	}

	private Locator button(String name) {
		return this.page.getByRole(AriaRole.BANNER)
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator dialog() {
		return this.page.getByRole(AriaRole.DIALOG);
	}

	/** The part of the dialog that is about one flow. */
	Locator flow(String name) {
		return dialog().locator(".auth-container").filter(new Locator.FilterOptions().setHasText("OAuth2, " + name));
	}

	/** Leaves the window of the login open. */
	Page startLoginAsPerson(String... scopes) {
		logIn().click();
		choose(flow("authorizationCode"), scopes);
		return this.context.waitForPage(() -> authorize(flow("authorizationCode")));
	}

	/** Sends the form of the login, and waits until the page has the token. */
	void finishLogin(Page login, Runnable send) {
		login.waitForClose(send);
		assertThat(loggedIn()).isVisible();
		assertThat(dialog()).isHidden();
	}

	void logInAsPerson(String... scopes) {
		Page login = startLoginAsPerson(scopes);
		finishLogin(login, () -> login.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Log in")).click());
	}

	void logInAsProgram(String clientId, String... scopes) {
		authorizeProgram(clientId, "sandbox", scopes);
		assertThat(loggedIn()).isVisible();
		assertThat(dialog()).isHidden();
	}

	void authorizeProgram(String clientId, String secret, String... scopes) {
		logIn().click();
		Locator flow = flow("clientCredentials");
		choose(flow, scopes);
		flow.getByLabel("client_id:").fill(clientId);
		flow.getByLabel("client_secret:").fill(secret);
		authorize(flow);
	}

	private static void choose(Locator flow, String... scopes) {
		for (Locator box : flow.getByRole(AriaRole.CHECKBOX).all()) {
			box.setChecked(List.of(scopes).contains(box.getAttribute("data-value")));
		}
	}

	static void authorize(Locator flow) {
		flow.locator("button.authorize").click();
	}

	/** Has another token than it was given, once the page is loaded again. */
	void storeToken(String token) {
		this.page.evaluate("""
				(token) => {
				  const stored = JSON.parse(localStorage.authorized);
				  stored.oauth2.token.access_token = token;
				  localStorage.authorized = JSON.stringify(stored);
				}""", token);
	}

	void logOut() {
		loggedIn().click();
		dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Logout")).first().click();
		this.page.keyboard().press("Escape");
		assertThat(logIn()).isVisible();
	}

	/** Goes to an operation by its step, which brings its heading into view. */
	Locator operation(String step, String operationId) {
		this.page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(step).setExact(true)).click();
		Locator operation = this.page.locator(".opblock[id$='-" + operationId + "']");
		assertThat(operation.locator(".btn.execute")).isVisible();
		isInView(operation.locator(".opblock-summary-control"));
		return operation;
	}

	/**
	 * Is on the screen, whole, with nothing over it, and has the focus of the keyboard.
	 */
	static void isInView(Locator element) {
		assertThat(element).isFocused();
		isInReach(element);
	}

	/** Is on the screen, whole, with nothing over it. */
	static void isInReach(Locator element) {
		assertThat(element).isInViewport(new IsInViewportOptions().setRatio(1));
		assertThat(element.evaluate(UPPERMOST)).isEqualTo(true);
	}

	/** Clicks as a hand does, which cannot reach what is out of view or still moves. */
	void press(Locator element) {
		isInReach(element);
		element.evaluate(AT_REST);
		BoundingBox box = element.boundingBox();
		this.page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
	}

	void tabTo(String selector, int mostKeys) {
		Locator target = this.page.locator(selector);
		for (int i = 0; i < mostKeys; i++) {
			this.page.keyboard().press("Tab");
			if ((Boolean) target.evaluate("(element) => element === document.activeElement")) {
				return;
			}
		}
		throw new AssertionError("The keyboard does not reach " + selector);
	}

	/**
	 * Executes an operation and gives back the response, once it is on the page. Its
	 * status is in view then, and the beginning of its body.
	 */
	Shown execute(Locator operation) {
		Response response = this.page.waitForResponse((each) -> each.url().contains("/tag/v1/"),
				() -> operation.locator(".btn.execute").click());
		Locator shown = operation.locator(".live-responses-table tbody .response");
		assertThat(shown.locator(".response-col_status")).hasText(String.valueOf(response.status()));
		assertThat(operation.locator(".result")).containsText("Response: " + response.status());
		isInView(operation.locator(".result"));
		if (response.status() == 204) {
			return new Shown(204, "");
		}
		String body = response.text();
		Locator code = shown.locator(".highlight-code").first();
		assertThat(code).containsText(body.substring(body.lastIndexOf(':') + 1).replaceAll("[\\]}]+$", ""));
		assertThat(code.locator("code").first()).isInViewport();
		return new Shown(response.status(), code.locator("code").first().textContent());
	}

	/** Is faster than any hand. */
	void executeAtOnce(String operation) {
		this.page.evaluate(OPEN_AND_EXECUTE, operation);
	}

	static void photograph(Page page, String name) {
		page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
	}

	/** axe finds nothing, in the colors that the page has. */
	static void isAccessible(Page where) {
		AxeRuleOptions enabled = new AxeRuleOptions();
		enabled.setEnabled(true);
		AxeRunOptions options = new AxeRunOptions();
		options.setRules(Map.of("label-content-name-mismatch", enabled));
		AxeBuilder axe = new AxeBuilder(where).setLegacyMode(true).options(options);
		assertThat(axe.analyze()
			.getViolations()
			.stream()
			.flatMap((rule) -> rule.getNodes().stream().map((node) -> rule.getId() + ": " + node.getHtml()))
			.toList()).isEmpty();
	}

	static void isAsWideAsTheScreen(Page where) {
		assertThat(where.evaluate("document.documentElement.scrollWidth - window.innerWidth")).isEqualTo(0);
	}

	/** A test that breaks the page expects what the browser has said of it. */
	void forgetComplaints() {
		this.complaints.clear();
	}

	void hasNoComplaints() {
		assertThat(this.complaints).isEmpty();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A response, as the page shows it.
	 *
	 * @param status the HTTP status
	 * @param body the text
	 */
	record Shown(int status, String body) {

		private static final String TIME = "\\b\\d{13}\\b";

		private static final String ID = "(?<=\"(id|requestId)\": ?\")[^\"]+";

		private static final String POSITION = "(?<=\"(position|nextSearchAfter)\": ?\")[0-9]+(?=\")";

		private static final String IDS = "(?<=\"tagIds\": ?\\[)[^\\]]+";

		/** Is the documented example, but for ids, times and positions. */
		void isExample(String name) {
			isJson(ContractOperation.CONTRACT.at("/components/examples/" + name + "/value"));
		}

		void isError(ErrorCode error, String detail) {
			isJson(JsonMapper.shared()
				.valueToTree(Map.of("result", error.status().value(), "code", error.code(), "message", error.name(),
						"data", error.sentence() + ": " + detail)));
		}

		private void isJson(JsonNode expected) {
			try {
				JSONAssert.assertEquals(comparable(expected.toString()), comparable(this.body), true);
			}
			catch (JSONException ex) {
				throw new AssertionError("Not JSON: " + this.body, ex);
			}
			assertThat(this.status).isEqualTo(expected.get("result").intValue());
		}

		private static String comparable(String json) {
			return json.replaceAll(TIME, "0").replaceAll(ID, "").replaceAll(IDS, "").replaceAll(POSITION, "");
		}

	}

}
