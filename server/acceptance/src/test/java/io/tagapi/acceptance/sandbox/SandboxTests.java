package io.tagapi.acceptance.sandbox;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sandbox's own token endpoint.
 */
@AcceptanceTest
class SandboxTests {

	private static final String TOKEN = "/ams/v1/oauth2/token";

	private static final String CREDENTIALS = "grant_type=client_credentials&client_id=sandbox&client_secret=sandbox";

	private final TestServer server;

	SandboxTests(@Autowired TestServer server) {
		this.server = server;
	}

	@Test
	void aTokenIsIssuedForCredentialsInTheBody() {
		Response response = this.server.send(form(CREDENTIALS + "&scope=tag.tags:view+tag.tags:manage"));

		Map<String, Object> token = response.json();
		assertThat(response.status()).isEqualTo(200);
		assertThat(String.valueOf(token.get("scope")).split(" ")).containsExactlyInAnyOrder("tag.tags:view",
				"tag.tags:manage");
		assertThat(token).containsEntry("token_type", "Bearer").containsKey("access_token");
		assertThat((Integer) token.get("expires_in")).isBetween(1790, 1800);
		assertThat(token).hasSize(4);
	}

	@Test
	void aTokenIsIssuedForBasicCredentials() {
		String basic = Base64.getEncoder().encodeToString("sandbox:sandbox".getBytes(StandardCharsets.UTF_8));

		Response response = this.server
			.send(form("grant_type=client_credentials&scope=tag").header("Authorization", "Basic " + basic));

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json()).containsEntry("scope", "tag");
	}

	@Test
	void aRequestWithoutScopeGetsATokenWithoutScopes() throws Exception {
		Map<String, Object> token = this.server.send(form(CREDENTIALS)).json();

		assertThat(token).doesNotContainKey("scope");
		assertThat(claims(token).getClaims()).doesNotContainKey("scope");
	}

	@ParameterizedTest
	@CsvSource({ "sandbox, *", "sandbox-acme, acme" })
	void aTokenListsTheCustomersOfItsClient(String clientId, String customer) throws Exception {
		Map<String, Object> token = this.server
			.send(form("grant_type=client_credentials&client_secret=sandbox&scope=tag&client_id=" + clientId))
			.json();

		assertThat(claims(token).getStringListClaim("customer_ids")).containsExactly(customer);
		assertThat(claims(token).getAudience()).isEqualTo(List.of("tag-api"));
		assertThat(claims(token).getSubject()).isEqualTo(clientId);
	}

	@ParameterizedTest
	@CsvSource({ "sandbox, wrong", "nobody, sandbox" })
	void wrongCredentialsAreRejected(String clientId, String secret) {
		Response response = this.server
			.send(form("grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + secret));

		response.isError(401, "40100000", "AUTHORIZATION_FAIL",
				"Missing or invalid authorization header: " + "invalid_client: client_id or client_secret is wrong");
		assertThat(response.header("WWW-Authenticate")).contains("Basic realm=\"tag-api\"");
	}

	@Test
	void missingCredentialsAreRejected() {
		this.server.send(form("grant_type=client_credentials"))
			.isError(401, "40100000", "AUTHORIZATION_FAIL",
					"Missing or invalid authorization header: client_id and client_secret are required");
	}

	@Test
	void revokedTokenIsRejected() {
		String token = this.server.token();
		String form = "client_id=sandbox&client_secret=sandbox&token=" + token;

		Response revoked = this.server.send(this.server.request("/ams/v1/oauth2/revoke")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));

		assertThat(revoked.status()).isEqualTo(200);
		this.server.send(this.server.request("/tag/v1/tags?customerId=demo").header("Authorization", "Bearer " + token))
			.isError(401, "40100000", "AUTHORIZATION_FAIL",
					"Missing or invalid authorization header: The token has been revoked");
	}

	@Test
	void unknownScopeIsRejected() {
		this.server.send(form(CREDENTIALS + "&scope=everything")).isInvalid("invalid_scope");
	}

	@Test
	void otherGrantTypeIsRejected() {
		this.server.send(form("grant_type=password&client_id=sandbox&client_secret=sandbox"))
			.isInvalid("unsupported_grant_type: grant_type");
	}

	@Test
	void aMissingGrantTypeIsNamed() {
		this.server.send(form("client_id=sandbox&client_secret=sandbox")).isMissing("grant_type is required");
	}

	@Test
	void aBrowserWithoutASessionIsLedToTheLoginPage() {
		Response response = this.server.send(this.server.request(authorization("sandbox-browser",
				this.server.address() + "/swagger-ui/oauth2-redirect.html", "&code_challenge_method=S256")));

		assertThat(response.status()).isEqualTo(302);
		assertThat(response.header("Location")).contains("/ams/v1/oauth2/login");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					sandbox-browser | http://example.com/ | redirect_uri is none of the client's, to the letter
					nobody | http://example.com/ | client_id is that of no client with redirect-uris
					sandbox | http://localhost/swagger-ui/oauth2-redirect.html | client_id is that of no client with redirect-uris
					""")
	void browserIsSentNowhereButToSwaggerUi(String clientId, String redirectUri, String reason) {
		this.server.send(this.server.request(authorization(clientId, redirectUri, "&code_challenge_method=S256")))
			.isError(400, "4000000", "RESOURCE_INVALID_PARAM",
					"The specified request parameters are not valid: " + reason);
	}

	@Test
	void aBrowserHasToProveThatItAskedForTheCode() {
		Response response = this.server.send(this.server.request(
				"/ams/v1/oauth2/authorize?response_type=code&scope=tag" + "&client_id=sandbox-browser&redirect_uri="
						+ this.server.address() + "/swagger-ui/oauth2-redirect.html"));

		assertThat(response.status()).isEqualTo(302);
		assertThat(response.header("Location").orElseThrow())
			.startsWith(this.server.address() + "/swagger-ui/oauth2-redirect.html?error=invalid_request")
			.contains("code_challenge");
	}

	@Test
	void theClientOfTheBrowserGetsNoTokenByItself() {
		assertThat(this.server.send(form("grant_type=client_credentials&client_id=sandbox-browser&scope=tag")).status())
			.isEqualTo(401);
	}

	@Test
	void tokensAreIssuedWithoutASession() {
		assertThat(this.server.send(form(CREDENTIALS)).header("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { TOKEN, "/openapi.yaml" })
	void pagesOfAnyOriginMayUseTheSandbox(String path) {
		String page = "http://localhost:3000";

		Response preflight = this.server.send(this.server.request(path)
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", page)
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "authorization,content-type"));
		Response token = this.server.send(form(CREDENTIALS).header("Origin", page));

		assertThat(preflight.status()).isEqualTo(200);
		assertThat(preflight.header("Access-Control-Allow-Origin")).isPresent();
		assertThat(preflight.header("Access-Control-Allow-Headers")).contains("authorization, content-type");
		assertThat(token.status()).isEqualTo(200);
		assertThat(token.header("Access-Control-Allow-Origin")).contains(page);
	}

	@Test
	void aFormOfWhichPartsAreInTheQueryIsReadAsAWhole() {
		Response response = this.server.send(this.server.request(TOKEN + "?unused=1")
			.header("Content-Type", "APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8")
			.POST(BodyPublishers.ofString(CREDENTIALS + "&scope=tag%2Etags:view")));

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json()).containsEntry("scope", "tag.tags:view");
	}

	@Test
	void aLongFormIsRejected() {
		this.server.send(form(CREDENTIALS + "&scope=" + "x".repeat(4000)))
			.isError(413, "41300000", "PAYLOAD_TOO_LARGE",
					"The request body is too large: at most 4000 bytes are accepted");
	}

	@Test
	void aMalformedFormIsRejected() {
		this.server.send(form(CREDENTIALS + "&scope=%zz"))
			.isInvalid("the query of the address, or the form, is malformed");
	}

	private static String authorization(String clientId, String redirectUri, String more) {
		return "/ams/v1/oauth2/authorize?response_type=code&scope=tag&client_id=" + clientId + "&redirect_uri="
				+ redirectUri + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" + more;
	}

	private HttpRequest.Builder form(String form) {
		return this.server.request(TOKEN)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form));
	}

	private static JWTClaimsSet claims(Map<String, Object> token) throws Exception {
		return SignedJWT.parse(String.valueOf(token.get("access_token"))).getJWTClaimsSet();
	}

}
