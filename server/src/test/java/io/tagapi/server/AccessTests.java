package io.tagapi.server;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which tokens are let in, and for which customers.
 */
@AcceptanceTest
class AccessTests {

	private static final String TAGS = "/tag/v1/tags?customerId=";

	private final TestServer server;

	private final JWKSource<SecurityContext> trustedKeys;

	AccessTests(@Autowired TestServer server, @Autowired JWKSource<SecurityContext> trustedKeys) {
		this.server = server;
		this.trustedKeys = trustedKeys;
	}

	@Test
	void aTokenOfTheTrustedIssuerIsLetIn() {
		assertThat(list("demo", sign(this.trustedKeys, (claims) -> {
		})).status()).isEqualTo(200);
	}

	static Stream<Arguments> refusedTokens() {
		Instant now = Instant.now();
		return Stream.of(
				arguments("expired",
						claims((c) -> c.issuedAt(now.minusSeconds(7200)).expiresAt(now.minusSeconds(3600))),
						"the access token has expired"),
				arguments("without expiry", claims((c) -> c.claims((all) -> all.remove("exp"))), "exp is required"),
				arguments("of another issuer", claims((c) -> c.issuer("http://localhost:1")),
						"The iss claim is not valid"),
				arguments("for another audience", claims((c) -> c.audience(List.of("other"))),
						"The aud claim is not valid"),
				arguments("for no audience", claims((c) -> c.claims((all) -> all.remove("aud"))),
						"The aud claim is not valid"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusedTokens(String name, Consumer<JwtClaimsSet.Builder> claims, String specifics) {
		Answer answer = list("demo", sign(this.trustedKeys, claims));

		answer.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header: " + specifics);
		assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
	}

	@Test
	void aTokenThatIsNotYetValidIsRefused() {
		Answer answer = list("demo",
				sign(this.trustedKeys, (claims) -> claims.notBefore(Instant.now().plusSeconds(600))));

		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.body()).contains("Jwt used before");
	}

	@Test
	void aForgedTokenIsRefused() throws Exception {
		var foreignKeys = new ImmutableJWKSet<SecurityContext>(new JWKSet(new RSAKeyGenerator(2048).generate()));

		isRefusedAsMalformed(list("demo", sign(foreignKeys, (claims) -> {
		})));
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0." })
	void garbageIsRefused(String token) {
		isRefusedAsMalformed(list("demo", token));
	}

	@Test
	void aTokenInTheQueryIsNotLookedAt() {
		this.server.send(this.server.request(TAGS + "demo&access_token=" + this.server.token()))
			.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
	}

	@ParameterizedTest
	@CsvSource({ "tag, 200, 404", "tag.tags:view, 200, 403", "tag.tags:manage, 403, 404",
			"tag.tags:view+tag.tags:manage, 200, 404", "'', 403, 403" })
	void scopesDecideWhatATokenMayDo(String scope, int reading, int changing) {
		String token = this.server.token("sandbox", scope);
		String tag = "/tag/v1/tags/" + TestServer.unknownTag(1) + "?customerId=demo";

		assertThat(list("demo", token).status()).isEqualTo(reading);
		assertThat(
				this.server.send(this.server.request(TAGS + "demo").header("Authorization", "Bearer " + token).HEAD())
					.status())
			.isEqualTo(reading);
		assertThat(
				this.server.send(this.server.request(tag).header("Authorization", "Bearer " + token).DELETE()).status())
			.isEqualTo(changing);
	}

	@Test
	void aTokenActsForTheCustomersThatItLists() {
		String token = token(List.of("acme", "other"));

		assertThat(list("acme", token).status()).isEqualTo(200);
		assertThat(list("other", token).status()).isEqualTo(200);
		isForbidden(list("demo", token), "demo");
		isForbidden(list("unheard-of", token), "unheard-of");
	}

	@Test
	void aTokenThatListsNobodyActsForNobody() {
		isForbidden(
				list("demo", sign(this.trustedKeys, (claims) -> claims.claims((all) -> all.remove("customer_ids")))),
				"demo");
		isForbidden(list("demo", sign(this.trustedKeys, (claims) -> claims.claim("customer_ids", "demo"))), "demo");
	}

	@Test
	void aTokenForAllCustomersActsForThoseThatAreKnown() {
		assertThat(list("demo", token(List.of("*"))).status()).isEqualTo(200);
		assertThat(list("acme", token(List.of("*"))).status()).isEqualTo(200);
		list("newcomer", token(List.of("*"))).isNotFound("customer newcomer");
	}

	@Test
	void aCustomerIsKnownOnceATokenHasListedIt() {
		list("listed-now", token(List.of("*"))).isNotFound("customer listed-now");

		assertThat(list("listed-now", token(List.of("listed-now"))).status()).isEqualTo(200);

		assertThat(list("listed-now", token(List.of("*"))).status()).isEqualTo(200);
	}

	@Test
	void checksComeInTheOrderOfTheDesign() {
		String bad = "/tag/v1/tags/1?customerId=demo&x";
		String acme = this.server.token("sandbox-acme", "tag");
		String viewer = this.server.token("sandbox-acme", "tag.tags:view");
		String unknownTag = "/tag/v1/tags/" + TestServer.unknownTag(1) + "?customerId=";

		assertThat(delete(bad, "garbage").status()).isEqualTo(401);
		assertThat(delete(bad, viewer).status()).isEqualTo(403);
		delete(bad, acme).isInvalid("tagId must be a UUID");
		isForbidden(delete(unknownTag + "demo", acme), "demo");
		delete(unknownTag + "acme", acme).isNotFound("tag " + TestServer.unknownTag(1));
	}

	private Answer delete(String path, String token) {
		return this.server.send(this.server.request(path).header("Authorization", "Bearer " + token).DELETE());
	}

	private static void isForbidden(Answer answer, String customerId) {
		answer.isError(403, "40300000", "FORBIDDEN_ACCESS",
				"Access denied due to insufficient permissions: the access token is not for the customer "
						+ customerId);
	}

	private static void isRefusedAsMalformed(Answer answer) {
		answer.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header: "
				+ "the access token is malformed, or its signature is not that of the trusted issuer");
	}

	private Answer list(String customerId, String token) {
		return this.server.send(this.server.request(TAGS + customerId).header("Authorization", "Bearer " + token));
	}

	private String token(List<String> customers) {
		return sign(this.trustedKeys, (claims) -> claims.claim("customer_ids", customers));
	}

	private static Consumer<JwtClaimsSet.Builder> claims(Consumer<JwtClaimsSet.Builder> claims) {
		return claims;
	}

	private static String sign(JWKSource<SecurityContext> keys, Consumer<JwtClaimsSet.Builder> differences) {
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.subject("test")
			.issuer("http://localhost:0")
			.audience(List.of("tag-api"))
			.issuedAt(Instant.now())
			.expiresAt(Instant.now().plusSeconds(600))
			.claim("scope", "tag")
			.claim("customer_ids", List.of("*"));
		differences.accept(claims);
		return new NimbusJwtEncoder(keys).encode(JwtEncoderParameters.from(claims.build())).getTokenValue();
	}

}
