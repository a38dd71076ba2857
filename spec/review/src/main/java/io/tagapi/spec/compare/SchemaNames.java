package io.tagapi.spec.compare;

import java.util.Map;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

/**
 * Finds named schemas that are gone, and were not renamed.
 */
final class SchemaNames {

	private final Changes changes;

	SchemaNames(Changes changes) {
		this.changes = changes;
	}

	void compare(Contract before, Contract after) {
		schemas(before).forEach((name, schema) -> {
			if (!schemas(after).containsKey(name) && !this.changes.names().isMoved(name)) {
				this.changes.add(BreakingRule.SCHEMA_REMOVED, Spot.contract(Spot.code(name)).on(schema, null));
			}
		});
	}

	private static Map<String, Part> schemas(Contract contract) {
		Part components = contract.root().get("components");
		return Pair.entries((components != null) ? components.get("schemas") : null);
	}

}
