package io.tagapi.acceptance.contract;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.acceptance.TestServer;
import io.tagapi.server.contract.Contract;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operation of the contract, to be called with the contract's own examples.
 *
 * @param method in capitals
 * @param path the template
 * @param definition what the contract says about it
 */
public record ContractOperation(String method, String path, JsonNode definition) {

	public static final JsonNode CONTRACT = contract();

	private static final Pattern TAG_ID = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

	private static JsonNode contract() {
		Map<String, Object> content = new Yaml().load(new ByteArrayInputStream(Contract.bytes()));
		return JsonMapper.shared().valueToTree(content);
	}

	public static Stream<ContractOperation> all() {
		return CONTRACT.get("paths")
			.propertyStream()
			.flatMap((path) -> path.getValue()
				.propertyStream()
				.map((method) -> new ContractOperation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(),
						method.getValue())));
	}

	public String id() {
		return this.definition.get("operationId").stringValue();
	}

	public boolean hasBody() {
		return this.definition.has("requestBody");
	}

	/** The parameters, each as the contract has it among its components. */
	public Stream<JsonNode> parameters() {
		return this.definition.path("parameters")
			.valueStream()
			.map((parameter) -> CONTRACT.at(parameter.get("$ref").stringValue().substring(1)));
	}

	/** What is written in a place, also where that refers to a shared part. */
	public static JsonNode resolved(JsonNode part) {
		return part.has("$ref") ? CONTRACT.at(part.get("$ref").stringValue().substring(1)) : part;
	}

	/** The schema of the request's body. */
	public JsonNode requestSchema() {
		return CONTRACT
			.at(this.definition.at("/requestBody/content/application~1json/schema/$ref").stringValue().substring(1));
	}

	/** The names of the parameters, and of the properties of the request's body. */
	public Stream<String> arguments() {
		Stream<String> parameters = parameters().map((parameter) -> parameter.get("name").stringValue());
		return hasBody() ? Stream.concat(parameters, requestSchema().get("properties").propertyNames().stream())
				: parameters;
	}

	/** The sentences of the errors that are shown. */
	public List<String> exampleErrors() {
		return this.definition.get("responses")
			.valueStream()
			.flatMap((response) -> resolved(response).at("/content/application~1json/examples").valueStream())
			.map((example) -> resolved(example).at("/value/data"))
			.filter(JsonNode::isString)
			.map(JsonNode::stringValue)
			.toList();
	}

	/** The schema of {@code data} in the response of success. */
	public JsonNode responseData() {
		JsonNode response = this.definition.at("/responses/200/content/application~1json/schema");
		return resolved(resolved(response).at("/properties/data"));
	}

	/** The scopes of which one is enough. */
	public Set<String> scopes() {
		Set<String> scopes = new TreeSet<>();
		this.definition.get("security")
			.forEach((alternative) -> alternative.get("oauth2").forEach((scope) -> scopes.add(scope.stringValue())));
		return scopes;
	}

	/** The statuses that are documented. */
	public Set<Integer> statuses() {
		Set<Integer> statuses = new TreeSet<>();
		this.definition.get("responses").propertyNames().forEach((status) -> statuses.add(Integer.valueOf(status)));
		return statuses;
	}

	/** For the customer {@code demo}, with a tag that does not exist. */
	public HttpRequest.Builder request(TestServer server) {
		return request(server, "demo", TestServer.unknownTag(1).toString());
	}

	public HttpRequest.Builder request(TestServer server, String customerId, String tagId) {
		HttpRequest.Builder request = server
			.request("/tag/v1" + path(tagId) + "?customerId=" + customerId + tags(tagId));
		if (!hasBody()) {
			return request.method(this.method, BodyPublishers.noBody());
		}
		return request.header("Content-Type", "application/json")
			.method(this.method, BodyPublishers.ofString(body(tagId)));
	}

	/** The path without variables. */
	public String path(String tagId) {
		return this.path.replace("{tagId}", tagId).replace("{deviceId}", "R58M42ABCDE");
	}

	/** The parameter with an example that names tags. */
	private String tags(String tagId) {
		return parameters().filter((parameter) -> parameter.path("example").isArray())
			.limit(1)
			.map((parameter) -> "&" + parameter.get("name").stringValue() + "=" + tagId)
			.collect(Collectors.joining());
	}

	/** Whether a request says which tags it is about. */
	public boolean namesTags() {
		String id = "the id of a tag";
		return (path(id) + tags(id) + (hasBody() ? body(id) : "")).contains(id);
	}

	/** The first example that is about one tag, with the given one. */
	private String body(String tagId) {
		return this.definition.at("/requestBody/content/application~1json/examples")
			.valueStream()
			.map((example) -> CONTRACT.at(example.get("$ref").stringValue().substring(1)).get("value").toString())
			.filter((example) -> TAG_ID.matcher(example).results().count() <= 1)
			.findFirst()
			.map((example) -> TAG_ID.matcher(example).replaceAll(tagId))
			.orElseThrow();
	}

	@Override
	public String toString() {
		return id();
	}

}
