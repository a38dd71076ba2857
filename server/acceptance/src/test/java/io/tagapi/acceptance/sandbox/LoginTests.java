package io.tagapi.acceptance.sandbox;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.apache.catalina.Manager;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login of a person in a browser, and what it leaves in the memory of the sandbox.
 */
@AcceptanceTest
class LoginTests {

	private static final String LOGIN = "/ams/v1/oauth2/login";

	private static final String AUTHORIZE = "/ams/v1/oauth2/authorize";

	private static final int MAX_SESSIONS = 500;

	private static final Pattern CSRF = Pattern.compile("name=\"(_csrf)\" value=\"([^\"]+)\"");

	private final TestServer server;

	private final Manager sessions;

	LoginTests(@Autowired TestServer server, @Autowired ServletWebServerApplicationContext context) {
		this.server = server;
		TomcatWebServer tomcat = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
		this.sessions = ((StandardContext) tomcat.getTomcat().getHost().findChildren()[0]).getManager();
	}

	@BeforeEach
	void endSessions() {
		Arrays.stream(this.sessions.findSessions()).forEach((session) -> session.expire());
	}

	@Test
	void aPersonWhoLogsInIsSentOnWithACode() throws Exception {
		Visitor visitor = new Visitor();

		assertThat(location(visitor.get(authorization("s1")))).endsWith(LOGIN);
		String interrupted = location(visitor.logIn("sandbox"));
		String back = location(visitor.get(interrupted));

		assertThat(interrupted).isEqualTo(this.server.address() + authorization("s1"));
		assertThat(back).startsWith(this.server.address() + "/swagger-ui/oauth2-redirect.html?code=")
			.contains("state=s1");
		assertThat(this.sessions.getActiveSessions()).isEqualTo(1);
	}

	@Test
	void theSessionCookieIsOfThisPort() throws Exception {
		Visitor visitor = new Visitor();
		visitor.logIn("sandbox");

		assertThat(visitor.cookies.getCookieStore().getCookies()).extracting(HttpCookie::getName)
			.contains("TAG_API_SANDBOX_" + this.server.address().getPort())
			.doesNotContain("JSESSIONID");
	}

	@Test
	void aWrongPasswordLeadsBackToTheLogin() throws Exception {
		Visitor visitor = new Visitor();

		assertThat(location(visitor.logIn("wrong"))).endsWith(LOGIN + "?error");
		assertThat(visitor.get(LOGIN + "?error").body()).contains("The user or the password is wrong.");
	}

	@Test
	void whoHasNotLoggedInHasNoSession() throws Exception {
		Visitor visitor = new Visitor();
		visitor.get(authorization("s1"));
		visitor.get(authorization("x".repeat(20_000)));
		visitor.post(AUTHORIZE, authorization("s1").substring(AUTHORIZE.length() + 1));
		visitor.get(LOGIN);
		visitor.logIn("wrong");
		visitor.post(LOGIN, "username=sandbox&password=sandbox");
		visitor.get("/ams/v1/oauth2/jwks");
		visitor.get("/");

		assertThat(this.sessions.getActiveSessions()).isZero();
	}

	/** The response repeats the state, for which it has no more room. */
	@ParameterizedTest
	@CsvSource({ "x, 1700", "%2F, 1000", "/, 1600" })
	void aPersonIsSentOnWithALongState(String character, int count) throws Exception {
		Visitor visitor = new Visitor();
		visitor.logIn("sandbox");

		assertThat(location(visitor.get(authorization(character.repeat(count)))))
			.startsWith(this.server.address() + "/swagger-ui/oauth2-redirect.html?code=");
		visitor.get(authorization(character.repeat(5 * count)))
			.isInvalid("an authorization request has at most 2000 characters");
		visitor.post(AUTHORIZE, authorization("x".repeat(2000)).substring(AUTHORIZE.length() + 1))
			.isInvalid("an authorization request has at most 2000 characters");
	}

	/** No browser would keep it. */
	@Test
	void aLongAddressIsNotKeptInACookie() throws Exception {
		Visitor visitor = new Visitor();

		assertThat(location(visitor.get(authorization("%2F".repeat(1000))))).endsWith(LOGIN);

		assertThat(visitor.cookies.getCookieStore().getCookies()).isEmpty();
		assertThat(location(visitor.logIn("sandbox"))).isEqualTo("/");
	}

	@Test
	void sessionsOfManyLoginsMakeRoomForEachOther() throws Exception {
		Visitor visitor = new Visitor();
		for (int i = 0; i < MAX_SESSIONS + 20; i++) {
			assertThat(location(visitor.logIn("sandbox"))).isEqualTo("/");
			visitor.cookies.getCookieStore().removeAll();
		}

		assertThat(this.sessions.getActiveSessions()).isEqualTo(MAX_SESSIONS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage!", "", "http://localhost:1/ams/v1/oauth2/authorize?x=1", "http://[/", "/" })
	void aCookieThatIsNotOfThisServerIsIgnored(String address) throws Exception {
		String cookie = address.equals("garbage!") ? address
				: Base64.getEncoder().encodeToString(address.getBytes(StandardCharsets.UTF_8));
		Visitor visitor = new Visitor();
		visitor.cookie = "REDIRECT_URI=" + cookie;

		assertThat(location(visitor.logIn("sandbox"))).isEqualTo("/");
	}

	private String authorization(String state) {
		return AUTHORIZE + "?response_type=code&scope=tag&client_id=sandbox-browser&redirect_uri="
				+ URLEncoder.encode(this.server.address() + "/swagger-ui/oauth2-redirect.html", StandardCharsets.UTF_8)
				+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state="
				+ state;
	}

	private static String location(Response response) {
		assertThat(response.status()).as(response.body()).isEqualTo(302);
		return response.header("Location").orElseThrow();
	}

	/** A browser, which is sent nowhere by itself. */
	private final class Visitor {

		private final CookieManager cookies = new CookieManager();

		private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

		private String cookie = "";

		Response get(String address) throws IOException, InterruptedException {
			return send(HttpRequest.newBuilder(uri(address)));
		}

		Response post(String address, String form) throws IOException, InterruptedException {
			return send(HttpRequest.newBuilder(uri(address))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString(form)));
		}

		Response logIn(String password) throws IOException, InterruptedException {
			Matcher csrf = CSRF.matcher(get(LOGIN).body());
			assertThat(csrf.find()).isTrue();
			return post(LOGIN, "username=sandbox&password=" + password + "&" + csrf.group(1) + "=" + csrf.group(2));
		}

		private URI uri(String address) {
			return LoginTests.this.server.address().resolve(address);
		}

		private Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
			if (!this.cookie.isEmpty()) {
				List<HttpCookie> all = HttpCookie.parse(this.cookie);
				all.forEach((one) -> {
					one.setPath("/");
					one.setVersion(0);
					this.cookies.getCookieStore().add(LoginTests.this.server.address(), one);
				});
			}
			HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
			return new Response(response);
		}

	}

}
