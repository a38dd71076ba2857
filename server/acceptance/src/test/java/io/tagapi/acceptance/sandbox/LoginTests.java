package io.tagapi.acceptance.sandbox;

import java.net.HttpCookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

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

	private static final String LOGIN = Visitor.LOGIN;

	private static final String AUTHORIZE = "/ams/v1/oauth2/authorize";

	private static final int MAX_SESSIONS = 500;

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
		Visitor visitor = new Visitor(this.server.address());

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
		Visitor visitor = new Visitor(this.server.address());
		visitor.logIn("sandbox");

		assertThat(visitor.cookies().getCookies()).extracting(HttpCookie::getName)
			.contains("TAG_API_SANDBOX_" + this.server.address().getPort())
			.doesNotContain("JSESSIONID");
	}

	@Test
	void aWrongPasswordLeadsBackToTheLogin() throws Exception {
		Visitor visitor = new Visitor(this.server.address());

		assertThat(location(visitor.logIn("wrong"))).endsWith(LOGIN + "?error");
		assertThat(visitor.get(LOGIN + "?error").body()).contains("The user or the password is wrong.");
	}

	@Test
	void whoHasNotLoggedInHasNoSession() throws Exception {
		Visitor visitor = new Visitor(this.server.address());
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
	@CsvSource({ "x, 1700", "%2F, 1000", "/, 1600", "%C3%A9, 800", "%E2%82%AC, 550" })
	void aPersonIsSentOnWithALongState(String character, int count) throws Exception {
		Visitor visitor = new Visitor(this.server.address());
		visitor.logIn("sandbox");

		assertThat(location(visitor.get(authorization(character.repeat(count)))))
			.startsWith(this.server.address() + "/swagger-ui/oauth2-redirect.html?code=");
		visitor.get(authorization(character.repeat(5 * count)))
			.isInvalid("an authorization request has at most 2000 bytes");
		visitor.post(AUTHORIZE, authorization("x".repeat(2000)).substring(AUTHORIZE.length() + 1))
			.isInvalid("an authorization request has at most 2000 bytes");
	}

	/**
	 * Each of its characters takes nine in the address that the response repeats it in.
	 */
	@Test
	void aLongStateIsNotRepeatedInAnErrorEither() throws Exception {
		Visitor visitor = new Visitor(this.server.address());

		for (int count : List.of(550, 1600)) {
			String authorization = authorization("%E2%82%AC".repeat(count)).replace("scope=tag", "scope=nope");
			assertThat(visitor.get(authorization).status()).isEqualTo((count > 600) ? 400 : 302);
		}
	}

	/** No browser would keep it. */
	@Test
	void aLongAddressIsNotKeptInACookie() throws Exception {
		Visitor visitor = new Visitor(this.server.address());

		assertThat(location(visitor.get(authorization("%2F".repeat(1000))))).endsWith(LOGIN);

		assertThat(visitor.cookies().getCookies()).isEmpty();
		assertThat(location(visitor.logIn("sandbox"))).isEqualTo("/");
	}

	@Test
	void sessionsOfManyLoginsMakeRoomForEachOther() throws Exception {
		Visitor visitor = new Visitor(this.server.address());
		for (int i = 0; i < MAX_SESSIONS + 20; i++) {
			assertThat(location(visitor.logIn("sandbox"))).isEqualTo("/");
			visitor.cookies().removeAll();
		}

		assertThat(this.sessions.getActiveSessions()).isEqualTo(MAX_SESSIONS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage!", "", "http://localhost:1/ams/v1/oauth2/authorize?x=1", "http://[/", "/" })
	void aCookieThatIsNotOfThisServerIsIgnored(String address) throws Exception {
		String cookie = address.equals("garbage!") ? address
				: Base64.getEncoder().encodeToString(address.getBytes(StandardCharsets.UTF_8));
		Visitor visitor = new Visitor(this.server.address());
		visitor.keep(new HttpCookie("REDIRECT_URI", cookie));

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

}
