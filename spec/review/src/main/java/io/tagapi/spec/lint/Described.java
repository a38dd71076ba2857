package io.tagapi.spec.lint;

import java.util.Set;
import java.util.function.BiConsumer;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Grammar;
import io.tagapi.spec.document.Part;

/**
 * Whatever a reader of the documentation sees is described: operations, parameters,
 * bodies, responses, headers, schemas and their properties.
 */
final class Described implements HouseRule {

	private static final Set<String> KINDS = Set.of("Tag", "Operation", "Parameter", "RequestBody", "Response",
			"Header", "SecurityScheme");

	@Override
	public void check(Contract contract, BiConsumer<Part, String> breach) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			if (part.reference() != null) {
				return;
			}
			if (KINDS.contains(kind) || (kind.equals("Schema") && isNamed(part))) {
				require(part, "description", breach);
			}
			if (kind.equals("Operation") || kind.equals("Example")) {
				require(part, "summary", breach);
			}
		});
	}

	private static boolean isNamed(Part schema) {
		return schema.pointer().matches("/components/schemas/[^/]+|.*/properties/[^/]+");
	}

	private static void require(Part part, String key, BiConsumer<Part, String> breach) {
		Part text = part.get(key);
		if (text == null || text.text().isBlank()) {
			breach.accept(part, "'" + part.name() + "' has no " + key);
		}
	}

}
