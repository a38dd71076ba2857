package io.tagapi.acceptance.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.server.http.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server and the contract agree. These tests walk the contract, so what is added to
 * it cannot be forgotten.
 */
@AcceptanceTest
class ContractTests {

	private final TestServer server;

	ContractTests(@Autowired TestServer server) {
		this.server = server;
	}

	static Stream<ContractOperation> operations() {
		return ContractOperation.all();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyOperationIsImplemented(ContractOperation operation) {
		Response response = call(operation, this.server.token());

		assertThat(response.status()).as(response.body()).isIn(200, 201, 204, 404);
		assertThat(response.body()).doesNotContain("there is nothing at this path");
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyOperationNeedsAToken(ContractOperation operation) {
		assertThat(this.server.send(operation.request(this.server)).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyOperationIsGrantedToItsScopesOnly(ContractOperation operation) {
		Set<String> enough = operation.scopes();

		for (String scope : List.of("tag", "tag.tags:view", "tag.tags:manage", "")) {
			int status = call(operation, this.server.token("sandbox", scope)).status();

			assertThat(status == 403).as("%s with scope '%s'", operation, scope).isNotEqualTo(enough.contains(scope));
		}
	}

	@Test
	void theCatalogOfErrorsIsThatOfTheContract() {
		JsonNode properties = ContractOperation.CONTRACT.at("/components/schemas/ErrorResponse/properties");

		assertThat(extensibleEnum(properties.get("code")))
			.isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
		assertThat(extensibleEnum(properties.get("message")))
			.isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
	}

	@ParameterizedTest
	@EnumSource
	void everyErrorHasAnExampleInTheContract(ErrorCode error) {
		List<JsonNode> examples = ContractOperation.CONTRACT.at("/components/examples")
			.valueStream()
			.map((example) -> example.get("value"))
			.filter((value) -> value.path("code").asString("").equals(error.code()))
			.toList();

		assertThat(examples).isNotEmpty().allSatisfy((example) -> {
			assertThat(example.get("result").intValue()).isEqualTo(error.status().value());
			assertThat(example.get("message").stringValue()).isEqualTo(error.name());
			assertThat(example.get("data").stringValue()).startsWith(error.sentence());
		});
	}

	/** The name of a parameter or property that only other operations have. */
	@ParameterizedTest
	@MethodSource("operations")
	void noExampleOfAnErrorIsThatOfAnotherOperation(ContractOperation operation) {
		Set<String> foreign = operations().flatMap(ContractOperation::arguments).collect(Collectors.toSet());
		foreign.removeAll(operation.arguments().collect(Collectors.toSet()));

		assertThat(operation.exampleErrors()).isNotEmpty().allSatisfy((error) -> {
			assertThat(error.split("[^A-Za-z-]+")).doesNotContainAnyElementsOf(foreign);
			assertThat(error.contains(": tag ") && !operation.namesTags()).isFalse();
			assertThat(error).doesNotContain("needs the scope");
		});
	}

	@ParameterizedTest
	@MethodSource("operations")
	void aCursorFitsTheParameterThatTakesIt(ContractOperation operation) {
		List<JsonNode> parameters = operation.parameters()
			.filter((parameter) -> parameter.get("name").stringValue().equals("searchAfter"))
			.toList();

		assertThat(parameters).allSatisfy((parameter) -> {
			JsonNode cursor = operation.responseData().at("/properties/nextSearchAfter");
			assertThat(cursor.get("maxLength")).isEqualTo(parameter.at("/schema/maxLength"));
			assertThat(cursor.get("minLength")).isEqualTo(parameter.at("/schema/minLength"));
		});
	}

	private static List<String> extensibleEnum(JsonNode schema) {
		return schema.get("x-extensible-enum").valueStream().map(JsonNode::stringValue).toList();
	}

	private Response call(ContractOperation operation, String token) {
		return this.server.send(operation.request(this.server).header("Authorization", "Bearer " + token));
	}

}
