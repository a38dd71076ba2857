package io.tagapi.acceptance.sandbox;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.contract.ContractOperation;
import io.tagapi.server.http.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Errors that a request forces by its header Prefer. For production see
 * {@code ProductionTests}.
 */
@AcceptanceTest
class ForcedErrorTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	ForcedErrorTests(@Autowired TestServer server) {
		this.server = server;
	}

	static Stream<Arguments> documented() {
		return ContractOperation.all()
			.flatMap((operation) -> Stream.of(ErrorCode.values())
				.filter((error) -> operation.statuses().contains(error.status().value()))
				.map((error) -> arguments(operation, error)));
	}

	/** Walks the contract, so that an operation that is added to it can be tried too. */
	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("documented")
	void everyDocumentedErrorCanBeAskedFor(ContractOperation operation, ErrorCode error) {
		Response response = this.server.send(operation.request(this.server)
			.header("Authorization", "Bearer " + this.server.token())
			.header("Prefer", "error=" + error.code()));

		response.isError(error.status().value(), error.code(), error.name(),
				error.sentence() + ": requested by the Prefer header");
		assertThat(response.header("Preference-Applied")).contains("error=" + error.code());
		assertThat(response.header("WWW-Authenticate").isPresent()).isEqualTo(error == ErrorCode.AUTHORIZATION_FAIL);
		assertThat(response.header("Allow").isPresent()).isEqualTo(error == ErrorCode.METHOD_NOT_ALLOWED);
		assertThat(response.header("Retry-After").isPresent())
			.isEqualTo(List.of("40900001", "42900000", "50300000").contains(error.code()));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "code=40300000, 403", "`respond-async, code=\"40300000\"; wait=1`, 403", "Code = 40300000, 403",
					"`code=50300000, code=40300000`, 503", "respond-async, 200", "code=40900000, 200",
					"error=40300000, 403", "ERROR=\"40300000\", 403", "code=403, 403", "code=400, 400",
					"error=40900000, 200", "code=409, 200", "code=302, 200", "code=4030, 200", "code=41200000, 200",
					"code=, 200", "x-code=40300000, 200", "code=40300000x, 200", "`wait=\"code=40300000\"`, 200" })
	void undocumentedErrorsAreIgnored(String prefer, int status) {
		Response response = this.server.send(this.server.authorized(TAGS).header("Prefer", prefer));

		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Preference-Applied").isPresent()).isEqualTo(status != 200);
	}

	@ParameterizedTest
	@CsvSource({ "code=409, 40900000, CONFLICT, The request conflicts with another one",
			"code=40900000, 40900000, CONFLICT, The request conflicts with another one",
			"error=40900001, 40900001, REQUEST_IN_PROGRESS, "
					+ "The first request with this Idempotency-Key is still under way" })
	void statusStandsForItsFirstError(String prefer, String code, String message, String sentence) {
		Response response = this.server.send(this.server.authorized(TAGS)
			.header("Content-Type", "application/json")
			.header("Prefer", prefer)
			.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")));

		response.isError(409, code, message, sentence + ": requested by the Prefer header");
		assertThat(response.header("Preference-Applied")).contains(prefer);
	}

	@Test
	void forcedErrorNeedsAValidToken() {
		this.server.send(this.server.request(TAGS).header("Prefer", "code=50000000"))
			.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
	}

	@Test
	void nothingIsDone() {
		this.server.send(this.server.authorized(TAGS)
			.header("Content-Type", "application/json")
			.header("Prefer", "code=50300000")
			.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")));

		assertThat(this.server.get(TAGS).body()).contains("\"total\":0");
	}

}
