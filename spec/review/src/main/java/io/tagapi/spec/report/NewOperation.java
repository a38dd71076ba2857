package io.tagapi.spec.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.HarmlessRule;
import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer wants to know of an operation that was added.
 *
 * @param summary its summary, or null
 * @param scopes the scopes of which a client needs one set
 * @param parameters its parameters with their types
 * @param exampleOf what the example is of
 * @param example an example of a request or else of a response as JSON on several lines,
 * or null
 */
record NewOperation(@Nullable String summary, String scopes, List<String> parameters, String exampleOf,
		@Nullable String example) {

	/** The operation that the change added, or null if it is another change. */
	static @Nullable NewOperation of(ContractComparison comparison, Change change) {
		if (change.rule() != HarmlessRule.OPERATION_ADDED) {
			return null;
		}
		return Operation.all(comparison.after())
			.stream()
			.filter((operation) -> change.operations().contains(operation.id()))
			.findFirst()
			.map(NewOperation::of)
			.orElse(null);
	}

	private static NewOperation of(Operation operation) {
		Part summary = operation.part().get("summary");
		Map.Entry<String, Part> example = example(operation.part());
		return new NewOperation((summary != null) ? summary.text() : null, scopes(operation.part().get("security")),
				operation.parameters().values().stream().map(NewOperation::parameter).toList(),
				(example != null) ? example.getKey() : "",
				(example != null) ? Json.pretty(example.getValue().value()) : null);
	}

	private static String scopes(@Nullable Part security) {
		Set<String> alternatives = new LinkedHashSet<>();
		for (Part requirement : (security != null) ? security.items() : List.<Part>of()) {
			alternatives.add(requirement.entries()
				.values()
				.stream()
				.flatMap((scopes) -> scopes.items().stream())
				.map((scope) -> "`" + scope.text() + "`")
				.collect(Collectors.joining(" and ")));
		}
		return String.join(", or ", alternatives);
	}

	private static String parameter(Part parameter) {
		Part schema = parameter.get("schema");
		Part type = (schema != null) ? schema.resolved().get("type") : null;
		Part required = parameter.get("required");
		return "`" + parameter.require("name").text() + "` in " + parameter.require("in").text()
				+ ((type != null) ? ", " + type.text() : "")
				+ ((required != null && required.isTrue()) ? ", required" : ", optional");
	}

	private static Map.@Nullable Entry<String, Part> example(Part operation) {
		Map<String, Part> bodies = new LinkedHashMap<>();
		Part request = operation.get("requestBody");
		if (request != null) {
			bodies.put("the request body", request.resolved());
		}
		Part responses = operation.get("responses");
		if (responses != null) {
			responses.entries().forEach((status, response) -> {
				if (!status.startsWith("x-")) {
					bodies.put("response " + status, response.resolved());
				}
			});
		}
		for (Map.Entry<String, Part> body : bodies.entrySet()) {
			Part content = body.getValue().get("content");
			for (Part mediaType : (content != null) ? content.entries().values() : List.<Part>of()) {
				Part example = example(mediaType, "example", "examples");
				if (example != null) {
					return Map.entry(body.getKey(), example);
				}
			}
		}
		return null;
	}

	private static @Nullable Part example(Part mediaType, String one, String many) {
		Part examples = mediaType.get(many);
		return (examples != null && !examples.entries().isEmpty())
				? examples.entries().values().iterator().next().resolved().get("value") : mediaType.get(one);
	}

}
