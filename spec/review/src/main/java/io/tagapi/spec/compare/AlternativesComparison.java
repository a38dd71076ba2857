package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the kinds that a value can be of: <code>oneOf</code> and <code>anyOf</code>.
 */
final class AlternativesComparison {

	private final Changes changes;

	private final SchemaComparison schemas;

	AlternativesComparison(Changes changes, SchemaComparison schemas) {
		this.changes = changes;
		this.schemas = schemas;
	}

	void compare(Pair lists, Spot spot) {
		Map<String, Part> before = byName(lists.before());
		Map<String, Part> after = byName(lists.after());
		Set<String> names = new LinkedHashSet<>(after.keySet());
		names.addAll(before.keySet());
		for (String name : names) {
			Pair alternative = new Pair(before.get(name), after.get(name));
			if (alternative.isRemoved()) {
				this.changes.add(BreakingRule.ALTERNATIVE_REMOVED, spot, name, null);
			}
			else if (alternative.isAdded()) {
				this.changes.add(spot.isRequest() && lists.before() != null ? HarmlessRule.REQUEST_ALTERNATIVE_ADDED
						: BreakingRule.RESPONSE_ALTERNATIVE_ADDED, spot, null, name);
			}
			else {
				this.schemas.compare(alternative, spot);
			}
		}
	}

	private static Map<String, Part> byName(@Nullable Part list) {
		Map<String, Part> byName = new LinkedHashMap<>();
		for (Part item : Pair.items(list)) {
			String name = item.referenceName();
			byName.put((name != null) ? name : "alternative " + item.name(), item);
		}
		return byName;
	}

}
