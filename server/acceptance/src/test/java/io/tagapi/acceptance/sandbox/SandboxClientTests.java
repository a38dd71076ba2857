package io.tagapi.acceptance.sandbox;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of the settings: a partner with a web application in which people log in, an
 * app that keeps no secret, and a program. Others know the sandbox by another address.
 */
class SandboxClientTests {

	private static final String CALLBACK = "http://127.0.0.1:9000/callback";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static @Nullable ConfigurableApplicationContext sandbox;

	private final TestServer server = new TestServer(sandbox().getEnvironment(), sandbox().getBean(JdbcClient.class));

	@BeforeAll
	static void start(@TempDir Path directory) {
		sandbox = RestartTests.start(directory.resolve("data"), "--tag-api.sandbox.address=https://tags.example.com/",
				"--tag-api.sandbox.clients.partner.secret=of-the-partner",
				"--tag-api.sandbox.clients.partner.customers=acme,demo",
				"--tag-api.sandbox.clients.partner.redirect-uris=" + CALLBACK + "," + CALLBACK
						+ "?tenant=7,com.example.app:/callback",
				"--tag-api.sandbox.clients[app.example].redirect-uris=/app/callback",
				"--tag-api.sandbox.clients.program.secret=of-the-program");
	}

	@AfterAll
	static void stop() {
		sandbox().close();
	}

	private static ConfigurableApplicationContext sandbox() {
		return Objects.requireNonNull(sandbox);
	}

	@Test
	void programGetsTokensOfTheIssuerThatOthersKnow() throws Exception {
		Map<String, Object> token = token(
				"grant_type=client_credentials&client_id=program&client_secret=of-the-program&scope=tag")
			.json();

		assertThat(claims(token).getIssuer()).isEqualTo("https://tags.example.com");
		assertThat(claims(token).getStringListClaim("customer_ids")).containsExactly("*");
		assertThat(tags(token, "demo").status()).isEqualTo(200);
		assertThat(this.server.send(this.server.request("/.well-known/oauth-authorization-server")).json())
			.containsEntry("issuer", "https://tags.example.com");
	}

	@Test
	void partnerGetsAndRefreshesTokensOfAPersonWhoLogsIn() throws Exception {
		Map<String, Object> first = token("grant_type=authorization_code&client_id=partner&client_secret=of-the-partner"
				+ "&redirect_uri=" + encoded(CALLBACK) + "&code=" + code("partner", CALLBACK, ""))
			.json();
		Map<String, Object> second = token("grant_type=refresh_token&client_id=partner&client_secret=of-the-partner"
				+ "&refresh_token=" + first.get("refresh_token"))
			.json();

		assertThat(claims(first).getStringListClaim("customer_ids")).containsExactly("acme", "demo");
		assertThat(claims(first).getSubject()).isEqualTo("sandbox");
		assertThat(claims(first).getStringClaim("client_id")).isEqualTo("partner");
		assertThat(second.get("access_token")).isNotEqualTo(first.get("access_token"));
		assertThat(tags(second, "acme").status()).isEqualTo(200);
	}

	@Test
	void appWithoutASecretProvesThatItHasAskedForTheCode() throws Exception {
		String callback = this.server.address() + "/app/callback";
		String exchange = "grant_type=authorization_code&client_id=app.example&redirect_uri=" + encoded(callback)
				+ "&code=" + code("app.example", callback, "&code_challenge_method=S256&code_challenge=" + CHALLENGE);

		token(exchange + "&code_verifier=" + "x".repeat(43)).isInvalid("invalid_grant");
		Response token = token("grant_type=authorization_code&client_id=app.example&redirect_uri=" + encoded(callback)
				+ "&code_verifier=" + VERIFIER + "&code="
				+ code("app.example", callback, "&code_challenge_method=S256&code_challenge=" + CHALLENGE));

		assertThat(token.status()).as(token.body()).isEqualTo(200);
		assertThat(token.json()).doesNotContainKey("refresh_token");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "client_id=nobody&response_type=code | client_id is that of no client with redirect-uris",
					"client_id=program&response_type=code | client_id is that of no client with redirect-uris",
					"client_id=partner&response_type=token | response_type must be code",
					"client_id=partner&response_type=code&redirect_uri=http://127.0.0.1:9000/callback?more=1"
							+ " | redirect_uri is none of the client's, to the letter" })
	void authorizationThatCannotGoBackSaysWhy(String query, String sentence) {
		this.server.send(this.server.request("/ams/v1/oauth2/authorize?scope=tag&" + query)).isInvalid(sentence);
	}

	@Test
	void authorizationWithoutAClientSaysSo() {
		this.server.send(this.server.request("/ams/v1/oauth2/authorize?response_type=code"))
			.isMissing("client_id is required");
	}

	@Test
	void queryOfARedirectAddressIsKept() throws Exception {
		Visitor visitor = new Visitor(this.server.address());
		visitor.logIn("sandbox");

		Response response = visitor
			.get("/ams/v1/oauth2/authorize?response_type=code&scope=tag&state=s1&client_id=partner&redirect_uri="
					+ encoded(CALLBACK + "?tenant=7"));

		assertThat(response.header("Location").orElseThrow()).startsWith(CALLBACK + "?tenant=7&code=");
	}

	/** Unhashed, the address of the authorization would show the proof. */
	@ParameterizedTest
	@ValueSource(strings = { "", "&code_challenge=" + CHALLENGE,
			"&code_challenge_method=plain&code_challenge=" + CHALLENGE })
	void appWithoutASecretHasToHashWhatItProves(String challenge) throws Exception {
		Visitor visitor = new Visitor(this.server.address());
		visitor.logIn("sandbox");

		Response response = visitor
			.get("/ams/v1/oauth2/authorize?response_type=code&scope=tag&client_id=app.example&redirect_uri="
					+ encoded(this.server.address() + "/app/callback") + challenge);

		assertThat(response.header("Location").orElseThrow()).contains("/app/callback?error=invalid_request");
	}

	/** Logs a person in, and reads the code with which the browser is sent back. */
	private String code(String clientId, String redirectUri, String more) throws Exception {
		Visitor visitor = new Visitor(this.server.address());
		visitor.logIn("sandbox");
		Response response = visitor.get("/ams/v1/oauth2/authorize?response_type=code&scope=tag&state=s1&client_id="
				+ clientId + "&redirect_uri=" + encoded(redirectUri) + more);
		String back = response.header("Location").orElseThrow();
		assertThat(back).startsWith(redirectUri + "?code=").endsWith("&state=s1");
		return Objects
			.requireNonNull(UriComponentsBuilder.fromUriString(back).build().getQueryParams().getFirst("code"));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private Response token(String form) {
		return this.server.send(this.server.request("/ams/v1/oauth2/token")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	private Response tags(Map<String, Object> token, String customerId) {
		HttpRequest.Builder request = this.server.request("/tag/v1/tags?customerId=" + customerId);
		return this.server.send(request.header("Authorization", "Bearer " + token.get("access_token")));
	}

	private static JWTClaimsSet claims(Map<String, Object> token) throws Exception {
		return SignedJWT.parse(String.valueOf(token.get("access_token"))).getJWTClaimsSet();
	}

}
