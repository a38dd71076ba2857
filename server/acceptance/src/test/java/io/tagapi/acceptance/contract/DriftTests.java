package io.tagapi.acceptance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What the running server takes is what the contract says, neither more nor less: routes,
 * parameters and limits. For scopes and errors see {@link ContractTests}, for statuses
 * {@link ConformanceTests}.
 */
@AcceptanceTest
class DriftTests {

	private static final String BASE_PATH = "/tag/v1";

	private final TestServer server;

	private final RequestMappingHandlerMapping routes;

	DriftTests(@Autowired TestServer server,
			@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
		this.server = server;
		this.routes = routes;
	}

	@Test
	void theRoutesAreThoseOfTheContract() {
		Set<String> served = new TreeSet<>();
		this.routes.getHandlerMethods()
			.forEach((route, method) -> route.getPatternValues()
				.stream()
				.filter((path) -> path.startsWith(BASE_PATH))
				.forEach((path) -> route.getMethodsCondition()
					.getMethods()
					.forEach((verb) -> served.add(verb + " " + path))));

		assertThat(served)
			.containsExactlyInAnyOrderElementsOf(ContractOperation.all().map(DriftTests::route).sorted().toList());
	}

	@ParameterizedTest
	@MethodSource("io.tagapi.acceptance.contract.ContractOperation#all")
	void theParametersAreThoseOfTheContract(ContractOperation operation) {
		List<String> read = new ArrayList<>();
		for (MethodParameter parameter : handler(operation).getMethodParameters()) {
			@Nullable RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
			@Nullable RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
			@Nullable PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
			if (query != null) {
				read.add("query " + query.value() + (query.required() ? " required" : ""));
			}
			else if (header != null) {
				read.add("header " + header.value() + (header.required() ? " required" : ""));
			}
			else if (path != null) {
				read.add("path " + path.value() + " required");
			}
		}

		assertThat(read).containsExactlyInAnyOrderElementsOf(operation.parameters().map((parameter) -> {
			return parameter.get("in").stringValue() + " " + parameter.get("name").stringValue()
					+ (parameter.path("required").asBoolean(false) ? " required" : "");
		}).toList());
	}

	static Stream<Arguments> parametersBeyondALimit() {
		return ContractOperation.all()
			.flatMap((operation) -> operation.parameters()
				.filter((parameter) -> parameter.get("in").stringValue().equals("query"))
				.flatMap((parameter) -> beyond(ContractOperation.resolved(parameter.get("schema")))
					.map((value) -> arguments(operation, parameter.get("name").stringValue(), value))));
	}

	@ParameterizedTest(name = "{0} with {1}")
	@MethodSource("parametersBeyondALimit")
	void parameterBeyondALimitOfTheContractIsRejected(ContractOperation operation, String name, JsonNode value) {
		String customer = name.equals("customerId") ? value.asString() : "demo" + query(name, value);

		Response response = this.server
			.send(operation.request(this.server, customer, TestServer.unknownTag(1).toString())
				.header("Authorization", "Bearer " + this.server.token()));

		isRejectedFor(name, response);
	}

	private static String query(String name, JsonNode value) {
		Stream<JsonNode> values = value.isArray() ? value.valueStream() : Stream.of(value);
		return values.map((each) -> "&" + name + "=" + each.asString()).collect(Collectors.joining());
	}

	static Stream<Arguments> propertiesBeyondALimit() {
		return ContractOperation.all()
			.filter(ContractOperation::hasBody)
			.flatMap((operation) -> operation.requestSchema()
				.get("properties")
				.propertyStream()
				.flatMap((property) -> beyond(property.getValue())
					.map((value) -> arguments(operation, property.getKey(), value))));
	}

	@ParameterizedTest(name = "{0} with {1}")
	@MethodSource("propertiesBeyondALimit")
	void propertyBeyondALimitOfTheContractIsRejected(ContractOperation operation, String name, JsonNode value) {
		ObjectNode body = JsonNodeFactory.instance.objectNode().set(name, value);
		String path = operation.path(TestServer.unknownTag(1).toString());

		Response response = this.server.send(operation.method(), BASE_PATH + path + "?customerId=demo",
				body.toString());

		isRejectedFor(name, response);
	}

	private static void isRejectedFor(String name, Response response) {
		assertThat(response.status()).as(response.body()).isEqualTo(400);
		assertThat(String.valueOf(response.json().get("data"))).contains(name);
	}

	/**
	 * Values that are just beyond the limits of a schema: one for each limit that can be
	 * passed.
	 */
	private static Stream<JsonNode> beyond(JsonNode schema) {
		JsonNodeFactory json = JsonNodeFactory.instance;
		return switch (schema.get("type").stringValue()) {
			case "integer" -> Stream.of(json.numberNode(schema.get("minimum").longValue() - 1),
					json.numberNode(schema.get("maximum").longValue() + 1));
			case "boolean" -> Stream.of(json.stringNode("neither"));
			case "string" -> schema.has("enum") ? Stream.of(json.stringNode("none"))
					: Stream.of(schema.get("maxLength").intValue() + 1, schema.path("minLength").intValue(0) - 1)
						.filter((length) -> length >= 0)
						.map((length) -> json.stringNode("a".repeat(length)));
			case "array" -> {
				JsonNode item = schema.path("example").path(0).isString() ? schema.get("example").get(0)
						: json.stringNode(TestServer.unknownTag(1).toString());
				JsonNode tooMany = json.arrayNode()
					.addAll(Stream.generate(() -> item).limit(schema.get("maxItems").intValue() + 1L).toList());
				yield schema.has("minItems") ? Stream.of(json.arrayNode(), tooMany) : Stream.of(tooMany);
			}
			default -> throw new AssertionError("Say here what is beyond the limits of " + schema);
		};
	}

	private HandlerMethod handler(ContractOperation operation) {
		return this.routes.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((route) -> isFor(route.getKey(), operation))
			.findFirst()
			.orElseThrow()
			.getValue();
	}

	private static boolean isFor(RequestMappingInfo route, ContractOperation operation) {
		return route.getPatternValues().contains(BASE_PATH + operation.path()) && route.getMethodsCondition()
			.getMethods()
			.stream()
			.anyMatch((method) -> method.name().equals(operation.method().toUpperCase(Locale.ROOT)));
	}

	private static String route(ContractOperation operation) {
		return operation.method() + " " + BASE_PATH + operation.path();
	}

}
