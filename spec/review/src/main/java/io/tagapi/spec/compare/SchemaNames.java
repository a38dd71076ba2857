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
		schemas(before).forEach((name, schema) -> {
			if (!schemas(after).containsKey(name) && !this.changes.names().isMoved(name)) {
				this.changes.add(BreakingRule.SCHEMA_REMOVED, Spot.contract(Spot.code(name)).on(schema, null));
			}
		});
	}

	/**
	 * Compares the schemas that no operation uses. Nobody knows whether they are sent or
	 * read, so a change breaks if it does in both directions, as it does generated code.
	 */
	void compareUnused(Contract before, Contract after) {
		Set<Part> used = new UsedParts(before).all();
		Set<Part> stillUsed = new UsedParts(after).all();
		Map<String, Part> now = schemas(after);
		schemas(before).forEach((name, old) -> {
			Part schema = now.get(name);
			if (schema != null && !used.contains(old) && !stillUsed.contains(schema)) {
				Pair pair = new Pair(old, schema);
				Spot spot = Spot.contract(Spot.code(name));
				unused(changes(pair, spot.requesting()), changes(pair, spot.responding()));
			}
		});
	}

	private Map<Changes.Found, Change.Lines> changes(Pair schema, Spot spot) {
		Changes alone = this.changes.separate();
		new SchemaComparison(alone).compare(schema, spot);
		return alone.found();
	}

	private void unused(Map<Changes.Found, Change.Lines> requests, Map<Changes.Found, Change.Lines> responses) {
		Set<String> broken = requests.keySet()
			.stream()
			.filter(SchemaNames::isBreaking)
			.map(Changes.Found::place)
			.collect(Collectors.toSet());
		responses.forEach((found, lines) -> {
			if (!isBreaking(found) || broken.contains(found.place())) {
				this.changes.put(found, lines);
			}
		});
		requests.forEach((found, lines) -> {
			if (!isBreaking(found)) {
				this.changes.put(found, lines);
			}
		});
	}

	private static boolean isBreaking(Changes.Found found) {
		return found.rule().weight() == Weight.BREAKING;
	}

	private static Map<String, Part> schemas(Contract contract) {
		Part components = contract.root().get("components");
		return Pair.entries((components != null) ? components.get("schemas") : null);
	}

}
