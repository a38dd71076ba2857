package io.tagapi.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.tagapi.server.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server and the contract agree. These tests walk the contract, so what is added to
 * it cannot be forgotten.
 */
@AcceptanceTest
class ContractTests {

	private static final JsonNode CONTRACT = contract();

	private final TestServer server;

	ContractTests(@Autowired TestServer server) {
		this.server = server;
	}

	static Stream<Operation> operations() {
		return CONTRACT.get("paths")
			.propertyStream()
			.flatMap((path) -> path.getValue()
				.propertyStream()
				.map((method) -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(),
						method.getValue())));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyOperationIsImplemented(Operation operation) {
		Answer answer = call(operation, this.server.token());

		assertThat(answer.status()).as(answer.body()).isIn(200, 201, 204, 404);
		assertThat(answer.body()).doesNotContain("there is nothing at this path");
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyOperationNeedsAToken(Operation operation) {
		assertThat(this.server.send(request(operation)).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyOperationIsGrantedToItsScopesOnly(Operation operation) {
		Set<String> enough = new TreeSet<>();
		operation.definition()
			.get("security")
			.forEach((alternative) -> alternative.get("oauth2").forEach((scope) -> enough.add(scope.stringValue())));

		for (String scope : List.of("tag", "tag.tags:view", "tag.tags:manage", "")) {
			int status = call(operation, this.server.token("sandbox", scope)).status();

			assertThat(status == 403).as("%s with scope '%s'", operation, scope).isNotEqualTo(enough.contains(scope));
		}
	}

	@Test
	void theCatalogOfErrorsIsThatOfTheContract() {
		JsonNode properties = CONTRACT.at("/components/schemas/ErrorResponse/properties");

		assertThat(extensibleEnum(properties.get("code")))
			.isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
		assertThat(extensibleEnum(properties.get("message")))
			.isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
	}

	@ParameterizedTest
	@EnumSource
	void everyErrorHasAnExampleInTheContract(ErrorCode error) {
		List<JsonNode> examples = CONTRACT.at("/components/examples")
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

	private static List<String> extensibleEnum(JsonNode schema) {
		return schema.get("x-extensible-enum").valueStream().map(JsonNode::stringValue).toList();
	}

	private Answer call(Operation operation, String token) {
		return this.server.send(request(operation).header("Authorization", "Bearer " + token));
	}

	/** The operation with the contract's own examples. */
	private HttpRequest.Builder request(Operation operation) {
		String path = operation.path().replace("{tagId}", TestServer.unknownTag(1).toString());
		HttpRequest.Builder request = this.server.request("/tag/v1" + path + "?customerId=demo");
		JsonNode body = operation.definition().at("/requestBody/content/application~1json/examples");
		if (body.isMissingNode()) {
			return request.method(operation.method(), BodyPublishers.noBody());
		}
		String reference = body.valueStream().findFirst().orElseThrow().get("$ref").stringValue();
		return request.header("Content-Type", "application/json")
			.method(operation.method(),
					BodyPublishers.ofString(CONTRACT.at(reference.substring(1)).get("value").toString()));
	}

	private static JsonNode contract() {
		try (InputStream file = new ClassPathResource("io/tagapi/spec/openapi.yaml").getInputStream()) {
			Map<String, Object> content = new Yaml().load(file);
			return JsonMapper.shared().valueToTree(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * An operation of the contract.
	 *
	 * @param method in capitals
	 * @param path the template
	 * @param definition what the contract says about it
	 */
	record Operation(String method, String path, JsonNode definition) {

		@Override
		public String toString() {
			return this.method + " " + this.path;
		}

	}

}
