package io.tagapi.spec.compare;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
		Set<String> renamed = this.changes.list()
			.stream()
			.filter((change) -> change.rule() == BreakingRule.SCHEMA_RENAMED)
			.map((change) -> String.valueOf(change.before()))
			.collect(Collectors.toSet());
		for (String name : schemas(before).keySet()) {
			if (!schemas(after).containsKey(name) && !renamed.contains(name)) {
				this.changes.add(BreakingRule.SCHEMA_REMOVED, Spot.contract(Spot.code(name)));
			}
		}
	}

	private static Map<String, Part> schemas(Contract contract) {
		Part components = contract.root().get("components");
		return Pair.entries((components != null) ? components.get("schemas") : null);
	}

}
