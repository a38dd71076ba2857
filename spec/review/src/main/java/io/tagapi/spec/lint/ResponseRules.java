package io.tagapi.spec.lint;

import java.util.function.BiConsumer;

import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

/**
 * Rules on responses.
 */
final class ResponseRules {

	private static final String ERROR = "ErrorResponse";

	private ResponseRules() {
	}

	/** A default response says nothing about what clients have to expect. */
	static void defaults(Contract contract, BiConsumer<Part, String> breach) {
		for (Operation operation : Operation.all(contract)) {
			Part response = operation.responses().get("default");
			if (response != null) {
				breach.accept(response, "name the statuses instead of 'default'");
			}
		}
	}

	/** All errors look alike: shared responses with the one error object. */
	static void errors(Contract contract, BiConsumer<Part, String> breach) {
		for (Operation operation : Operation.all(contract)) {
			operation.responses().forEach((status, response) -> {
				if (status.matches("[45]..")) {
					error(response, breach);
				}
			});
		}
	}

	private static void error(Part response, BiConsumer<Part, String> breach) {
		if (!String.valueOf(response.reference()).startsWith("#/components/responses/")) {
			breach.accept(response, "an error must be a shared response");
		}
		Part content = response.resolved().get("content");
		boolean errorObject = content != null && content.entries().values().stream().allMatch((body) -> {
			Part schema = body.get("schema");
			return schema != null && ERROR.equals(schema.referenceName());
		});
		if (!errorObject) {
			breach.accept(response, "the body of an error must be " + ERROR);
		}
	}

}
