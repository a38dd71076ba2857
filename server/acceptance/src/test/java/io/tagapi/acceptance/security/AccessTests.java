package io.tagapi.acceptance.security;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.TestTokens;
import io.tagapi.acceptance.contract.ContractOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

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
		assertThat(list("demo", TestTokens.sign(this.server.address(), this.trustedKeys, (claims) -> {
		})).status()).isEqualTo(200);
	}

	static Stream<Arguments> rejectedTokens() {
		return ContractOperation.all()
			.flatMap((operation) -> Stream.of(RefusedToken.values()).map((token) -> arguments(operation, token)));
	}

	/** Walks the contract, so that an operation that is added to it is guarded too. */
	@ParameterizedTest(name = "{0} with a token {1}")
	@MethodSource
	void rejectedTokens(ContractOperation operation, RefusedToken kind) throws Exception {
		String token = kind.make(this.server.address(), this.trustedKeys);

		Response response = this.server.send(operation.request(this.server).header("Authorization", "Bearer " + token));

		assertThat(response.status()).isEqualTo(401);
		assertThat(response.json()).containsEntry("code", "40100000")
			.containsEntry("message", "AUTHORIZATION_FAIL")
			.hasSize(4);
		assertThat(String.valueOf(response.json().get("data")))
			.startsWith("Missing or invalid authorization header: " + kind.reason());
		assertThat(response.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
		assertThat(response.body()).doesNotContain(token);
	}

	@ParameterizedTest
	@MethodSource("io.tagapi.acceptance.contract.ContractOperation#all")
	void aTokenInTheQueryIsNotLookedAt(ContractOperation operation) {
		HttpRequest request = operation.request(this.server).build();
		URI withToken = URI.create(request.uri() + "&access_token=" + this.server.token());

		this.server.send(HttpRequest.newBuilder(request, (name, value) -> true).uri(withToken))
			.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
	}

	@ParameterizedTest
	@MethodSource("io.tagapi.acceptance.contract.ContractOperation#all")
	void everyOperationIsForTheCustomersOfTheTokenOnly(ContractOperation operation) {
		String ofAcme = token(List.of("acme"));
		String ofAll = token(List.of("*"));

		isForbidden(call(operation, "demo", ofAcme), "demo");
		isForbidden(call(operation, "unheard-of", ofAcme), "unheard-of");
		call(operation, "unheard-of", ofAll).isNotFound("customer unheard-of");
	}

	private Response call(ContractOperation operation, String customerId, String token) {
		return this.server.send(operation.request(this.server, customerId, TestServer.unknownTag(1).toString())
			.header("Authorization", "Bearer " + token));
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
	void tokenThatListsNobodyActsForNobody() {
		list("demo",
				TestTokens.sign(this.server.address(), this.trustedKeys,
						(claims) -> claims.claims((all) -> all.remove("customer_ids"))))
			.isError(403, "40300000", "FORBIDDEN_ACCESS", "Access denied due to insufficient permissions: "
					+ "the access token is not for the customer demo: it has no claim customer_ids");
		list("demo",
				TestTokens.sign(this.server.address(), this.trustedKeys,
						(claims) -> claims.claim("customer_ids", true)))
			.isError(403, "40300000", "FORBIDDEN_ACCESS",
					"Access denied due to insufficient permissions: the access token is not for the customer demo: "
							+ "its claim customer_ids holds no customer, neither as a string nor in an array");
	}

	@ParameterizedTest
	@ValueSource(strings = { "demo", "acme demo", "acme,demo", "acme, demo" })
	void customersMayBeOneString(String customers) {
		assertThat(list("demo", TestTokens.sign(this.server.address(), this.trustedKeys,
				(claims) -> claims.claim("customer_ids", customers)))
			.status()).isEqualTo(200);
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
		delete(bad, acme).isInvalid("tagId must be a UUID; x is not a parameter of this operation");
		isForbidden(delete(unknownTag + "demo", acme), "demo");
		delete(unknownTag + "acme", acme).isNotFound("tag " + TestServer.unknownTag(1));
	}

	private Response delete(String path, String token) {
		return this.server.send(this.server.request(path).header("Authorization", "Bearer " + token).DELETE());
	}

	private static void isForbidden(Response response, String customerId) {
		response.isError(403, "40300000", "FORBIDDEN_ACCESS",
				"Access denied due to insufficient permissions: the access token is not for the customer "
						+ customerId);
	}

	private Response list(String customerId, String token) {
		return this.server.send(this.server.request(TAGS + customerId).header("Authorization", "Bearer " + token));
	}

	private String token(List<String> customers) {
		return TestTokens.sign(this.server.address(), this.trustedKeys,
				(claims) -> claims.claim("customer_ids", customers));
	}

}
