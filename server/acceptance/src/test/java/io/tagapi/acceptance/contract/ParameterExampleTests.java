package io.tagapi.acceptance.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the contract's parameters work as they are, all of an operation
 * together: tools that import the contract send them so.
 */
@AcceptanceTest
class ParameterExampleTests {

	private final TestServer server;

	ParameterExampleTests(@Autowired TestServer server) {
		this.server = server;
	}

	@ParameterizedTest
	@MethodSource("io.tagapi.acceptance.contract.ContractOperation#all")
	void everyParameterHasAnExampleOfItsOwnAndInItsSchema(ContractOperation operation) {
		assertThat(operation.parameters()).allSatisfy((parameter) -> assertThat(parameter.get("example")).isNotNull()
			.isEqualTo(ContractOperation.resolved(parameter.get("schema")).get("example")));
	}

	@ParameterizedTest
	@MethodSource("io.tagapi.acceptance.contract.ContractOperation#all")
	void examplesAreAcceptedTogether(ContractOperation operation) {
		var request = operation.request(this.server)
			.uri(this.server.request("/tag/v1" + path(operation) + "?" + query(operation)).build().uri())
			.header("Authorization", "Bearer " + this.server.token());
		of(operation, "header").forEach((header) -> request.header(header.get("name").stringValue(), text(header)));

		Response response = this.server.send(request);

		assertThat(response.status()).as(response.body()).isIn(200, 201, 204, 404);
	}

	private static String path(ContractOperation operation) {
		String path = operation.path();
		for (JsonNode parameter : of(operation, "path").toList()) {
			path = path.replace("{" + parameter.get("name").stringValue() + "}", text(parameter));
		}
		return path;
	}

	private static String query(ContractOperation operation) {
		return of(operation, "query")
			.flatMap((parameter) -> values(parameter).map((value) -> parameter.get("name").stringValue() + "="
					+ URLEncoder.encode(value, StandardCharsets.UTF_8)))
			.collect(Collectors.joining("&"));
	}

	private static Stream<String> values(JsonNode parameter) {
		JsonNode example = parameter.get("example");
		return example.isArray() ? example.valueStream().map(JsonNode::asString) : Stream.of(text(parameter));
	}

	private static String text(JsonNode parameter) {
		return parameter.get("example").asString();
	}

	private static Stream<JsonNode> of(ContractOperation operation, String in) {
		return operation.parameters().filter((parameter) -> parameter.get("in").stringValue().equals(in));
	}

}
