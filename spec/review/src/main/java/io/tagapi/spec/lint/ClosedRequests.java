package io.tagapi.spec.lint;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

/**
 * Requests are closed, so that a misspelt property is refused instead of ignored;
 * responses are open, so that later versions can add to them.
 */
final class ClosedRequests implements HouseRule {

	@Override
	public void check(Contract contract, BiConsumer<Part, String> breach) {
		Set<String> requests = new HashSet<>();
		Set<String> responses = new HashSet<>();
		for (Operation operation : Operation.all(contract)) {
			Part body = operation.part().get("requestBody");
			if (body != null) {
				bodies(body.resolved(), true, requests, breach);
			}
			for (Part response : operation.responses().values()) {
				bodies(response.resolved(), false, responses, breach);
			}
		}
	}

	private static void bodies(Part holder, boolean closed, Set<String> seen, BiConsumer<Part, String> breach) {
		Part content = holder.get("content");
		if (content != null) {
			content.entries().values().forEach((body) -> {
				Part schema = body.get("schema");
				if (schema != null) {
					schema(schema.resolved(), closed, seen, breach);
				}
			});
		}
	}

	private static void schema(Part schema, boolean closed, Set<String> seen, BiConsumer<Part, String> breach) {
		if (!seen.add(schema.pointer())) {
			return;
		}
		Part additional = schema.get("additionalProperties");
		boolean isClosed = additional != null && Boolean.FALSE.equals(additional.value());
		if (closed && schema.get("properties") != null && !isClosed) {
			breach.accept(schema, "'" + schema.name() + "' is sent in requests and needs additionalProperties: false");
		}
		if (!closed && isClosed) {
			breach.accept(schema, "'" + schema.name() + "' is returned, so its additionalProperties cannot be false");
		}
		for (String key : Set.of("properties", "allOf", "oneOf", "anyOf")) {
			Part children = schema.get(key);
			if (children != null) {
				children.entries().values().forEach((child) -> schema(child.resolved(), closed, seen, breach));
				children.items().forEach((child) -> schema(child.resolved(), closed, seen, breach));
			}
		}
		Part items = schema.get("items");
		if (items != null) {
			schema(items.resolved(), closed, seen, breach);
		}
	}

}
