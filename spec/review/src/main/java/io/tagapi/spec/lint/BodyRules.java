package io.tagapi.spec.lint;

import java.util.function.BiConsumer;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Grammar;
import io.tagapi.spec.document.Part;

/**
 * Rules on the bodies of requests and responses.
 */
final class BodyRules {

	private BodyRules() {
	}

	/** Generators name classes after schemas, and make up names for others. */
	static void named(Contract contract, BiConsumer<Part, String> breach) {
		forEachBody(contract, (body) -> {
			Part schema = body.get("schema");
			if (schema == null || !String.valueOf(schema.reference()).startsWith("#/components/schemas/")) {
				breach.accept(body, "the body is no named schema");
			}
		});
	}

	static void examples(Contract contract, BiConsumer<Part, String> breach) {
		forEachBody(contract, (body) -> {
			Part examples = body.get("examples");
			if (body.get("example") == null && (examples == null || examples.entries().isEmpty())) {
				breach.accept(body, "the body has no example");
			}
		});
	}

	private static void forEachBody(Contract contract, java.util.function.Consumer<Part> visitor) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			if (kind.equals("MediaType")) {
				visitor.accept(part);
			}
		});
	}

}
