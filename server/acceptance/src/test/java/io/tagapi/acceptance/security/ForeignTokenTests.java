package io.tagapi.acceptance.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.postgres.EmbeddedPostgres;
import io.tagapi.server.TagApiServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tokens in the forms that other issuers give them, on a server with settings for them.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForeignTokenTests {

	private static final String PARTNERS_CLAIM = "https://partner.example.com/customers";

	@TempDir
	static Path directory;

	private static EmbeddedPostgres database;

	private static TestIssuer issuer;

	private static TestIssuer partner;

	private static TestIssuer withoutAudience;

	private static ConfigurableApplicationContext server;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeAll
	static void start() {
		database = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		issuer = TestIssuer.start();
		partner = TestIssuer.start();
		withoutAudience = TestIssuer.start();
		server = SpringApplication.run(TagApiServer.class, "--server.port=0",
				"--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password(),
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address(),
				"--tag-api.customer-claim=tenant.ids",
				"--tag-api.tokens.scope-claims=scope,scp,roles,permissions,realm_access.roles",
				"--tag-api.tokens.scope-prefixes=api://tags/,tag-api/", "--tag-api.tokens.clock-skew=30s",
				"--tag-api.tokens.issuers.partner.issuer-uri=" + partner.address(),
				"--tag-api.tokens.issuers.partner.jwk-set-uri=" + partner.address() + "/jwks",
				"--tag-api.tokens.issuers.partner.audiences=partner-tags",
				"--tag-api.tokens.issuers.partner.customer-claim=" + PARTNERS_CLAIM,
				"--tag-api.tokens.issuers.cognito.issuer-uri=" + withoutAudience.address(),
				"--tag-api.tokens.issuers.cognito.check-audience=false");
	}

	@AfterAll
	static void stop() {
		server.close();
		Stream.of(issuer, partner, withoutAudience).forEach(TestIssuer::close);
		database.close();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "JWT", "at+jwt", "AT+JWT", "application/at+jwt" })
	void typesOfAccessTokensAreAccepted(@Nullable String type) {
		assertThat(
				list("acme", issuer.token((type != null) ? new JOSEObjectType(type) : null, customers(List.of("acme"))))
					.status())
			.isEqualTo(200);
	}

	@Test
	void otherTypesAreRejected() {
		isRejected(list("acme", issuer.token(new JOSEObjectType("logout+jwt"), customers(List.of("acme")))),
				"the access token has the type logout+jwt; accepted are JWT and at+jwt");
	}

	static Stream<Object> customersInAllForms() {
		return Stream.of(List.of("other", "acme"), "acme", "other acme", "other,acme", "other, acme");
	}

	@ParameterizedTest
	@MethodSource
	void customersInAllForms(Object customers) {
		assertThat(list("acme", issuer.token(customers(customers))).status()).isEqualTo(200);
		isForbidden(list("demo", issuer.token(customers(customers))), "the access token is not for the customer demo");
	}

	@Test
	void missingCustomersNameTheClaim() {
		isForbidden(list("acme", issuer.token((claims) -> claims.claim("tenant", Map.of("name", "acme")))),
				"the access token is not for the customer acme: it has no claim tenant.ids");
	}

	static Stream<Arguments> scopes() {
		return Stream.of(arguments("scope", "openid tag"), arguments("scope", "openid api://tags/tag"),
				arguments("scp", "tag.tags:view"), arguments("scp", List.of("tag-api/tag")),
				arguments("roles", List.of("admin", "tag")), arguments("permissions", List.of("tag.tags:view")),
				arguments("realm_access", Map.of("roles", List.of("tag"))),
				arguments("realm_access", List.of(Map.of("roles", "admin"), "none", Map.of("roles", List.of("tag")))));
	}

	@ParameterizedTest
	@MethodSource
	void scopes(String claim, Object scopes) {
		assertThat(
				list("acme",
						issuer.token(customers(List.of("acme"))
							.andThen((claims) -> claims.claim("scope", null).claim(claim, scopes))))
					.status())
			.isEqualTo(200);
	}

	@Test
	void scopesThatAreNotEnoughAreNamed() {
		Response response = list("acme", issuer
			.token(customers(List.of("acme")).andThen((claims) -> claims.claim("scope", "openid other/tag"))));

		isForbidden(response, "the access token needs the scope tag or tag.tags:view; it has openid, other/tag (in "
				+ "the claims scope, scp, roles, permissions, realm_access.roles)");
		assertThat(response.header("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
	}

	@Test
	void eachIssuerHasItsKeysItsAudienceAndItsClaims() {
		Consumer<JWTClaimsSet.Builder> acme = (claims) -> claims.audience("partner-tags").claim(PARTNERS_CLAIM, "acme");

		assertThat(list("acme", partner.token(acme)).status()).isEqualTo(200);
		isForbidden(list("acme", partner.token(acme.andThen((claims) -> claims.claim(PARTNERS_CLAIM, null)))),
				"the access token is not for the customer acme: it has no claim " + PARTNERS_CLAIM);
		isRejected(list("acme", partner.token(acme.andThen((claims) -> claims.audience("tag-api")))),
				"the access token is for the audience tag-api (aud), not for this service");
		isRejected(list("acme", issuer.token(acme.andThen((claims) -> claims.issuer(partner.address())))),
				"the signature of the access token is not that of the trusted issuer");
		isRejected(list("acme", issuer.token((claims) -> claims.issuer("https://other.example.com"))),
				"the access token is of the issuer https://other.example.com, which is not trusted here");
	}

	@Test
	void audienceIsNotCheckedWhereASettingSaysSo() {
		assertThat(list("acme",
				withoutAudience.token(customers("acme").andThen((claims) -> claims.audience((String) null))))
			.status()).isEqualTo(200);
		isRejected(list("acme", issuer.token(customers("acme").andThen((claims) -> claims.audience((String) null)))),
				"the access token names no audience (aud)");
	}

	@Test
	void clockSkewIsASetting() {
		Instant now = Instant.now();

		assertThat(
				list("acme", issuer.token(customers("acme").andThen((claims) -> expires(claims, now.minusSeconds(15)))))
					.status())
			.isEqualTo(200);
		isRejected(
				list("acme",
						issuer.token(customers("acme").andThen((claims) -> expires(claims, now.minusSeconds(60))))),
				"the access token has expired");
	}

	@Test
	void expiryBeforeIssueIsNamed() {
		Instant issued = Instant.parse("2100-01-01T00:00:10Z");

		isRejected(
				list("acme",
						issuer.token(customers("acme").andThen((claims) -> claims.issueTime(Date.from(issued))
							.expirationTime(Date.from(issued.minusSeconds(10)))))),
				"the access token expires at 2100-01-01T00:00:00Z (exp), which is not after it was issued at "
						+ "2100-01-01T00:00:10Z (iat)");
	}

	@Test
	void rejectedTokenIsOneLineInTheLog(CapturedOutput output) {
		String token = issuer.token(
				customers("acme").andThen((claims) -> claims.audience("other\nINFO forged").claim("azp", "scanner")));

		Response response = list("acme", token);

		assertThat(output.getOut().lines().filter((line) -> line.contains("RejectionLog"))).singleElement()
			.asString()
			.contains("INFO")
			.endsWith("Request " + response.header("X-Request-Id").orElseThrow()
					+ " is rejected: the access token is for the audience other?INFO forged (aud), not for this service"
					+ "; issuer " + issuer.address() + ", client scanner");
		assertThat(output).doesNotContain(token).doesNotContain("\nINFO forged");
	}

	@Test
	void tokenWithoutCustomersIsOneLineInTheLogAndOneForOtherCustomersIsNone(CapturedOutput output) {
		list("globex", issuer.token(customers("acme")));
		assertThat(output).doesNotContain("is rejected");

		list("acme", issuer.token((claims) -> claims.claim("azp", "scanner")));
		assertThat(output.getOut().lines().filter((line) -> line.contains("is rejected"))).singleElement()
			.asString()
			.endsWith(" is rejected: the access token is not for the customer acme: it has no claim tenant.ids; issuer "
					+ issuer.address() + ", client scanner");
	}

	private static void expires(JWTClaimsSet.Builder claims, Instant expiry) {
		claims.expirationTime(Date.from(expiry));
	}

	private static Consumer<JWTClaimsSet.Builder> customers(Object customers) {
		return (claims) -> claims.claim("tenant", Map.of("ids", customers));
	}

	private static void isRejected(Response response, String specifics) {
		response.isError(401, "40100000", "AUTHORIZATION_FAIL",
				"Missing or invalid authorization header: " + specifics);
		assertThat(response.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
	}

	private static void isForbidden(Response response, String specifics) {
		response.isError(403, "40300000", "FORBIDDEN_ACCESS",
				"Access denied due to insufficient permissions: " + specifics);
	}

	private Response list(String customer, String token) {
		URI address = URI.create("http://localhost:" + server.getEnvironment().getProperty("local.server.port")
				+ "/tag/v1/tags?customerId=" + customer);
		try {
			return new Response(
					this.http.send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build(),
							BodyHandlers.ofString()));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
