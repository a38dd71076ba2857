package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the properties of an object, inherited ones included.
 */
final class PropertiesComparison {

	private final Changes changes;

	private final SchemaComparison schemas;

	PropertiesComparison(Changes changes, SchemaComparison schemas) {
		this.changes = changes;
		this.schemas = schemas;
	}

	void compare(EffectiveSchema before, EffectiveSchema after, Spot spot) {
		Set<String> names = new LinkedHashSet<>(after.properties().keySet());
		names.addAll(before.properties().keySet());
		for (String name : names) {
			Pair property = new Pair(before.properties().get(name), after.properties().get(name));
			boolean wasRequired = before.required().contains(name);
			boolean isRequired = after.required().contains(name);
			Spot here = spot.within("." + name);
			if (property.isRemoved()) {
				this.changes.add(spot.isRequest() ? BreakingRule.REQUEST_PROPERTY_REMOVED
						: BreakingRule.RESPONSE_PROPERTY_REMOVED, here);
			}
			else if (property.isAdded()) {
				this.changes.add(isRequired && spot.isRequest() ? BreakingRule.REQUIRED_PROPERTY_ADDED
						: HarmlessRule.PROPERTY_ADDED, here);
			}
			else {
				required(wasRequired, isRequired, here);
				this.schemas.compare(property, here);
			}
		}
		order(before, after, spot);
	}

	private void required(boolean was, boolean is, Spot spot) {
		if (was && !is) {
			this.changes.add(
					spot.isRequest() ? HarmlessRule.REQUEST_PROPERTY_OPTIONAL : BreakingRule.RESPONSE_PROPERTY_OPTIONAL,
					spot);
		}
		else if (is && !was) {
			this.changes.add(
					spot.isRequest() ? BreakingRule.REQUEST_PROPERTY_REQUIRED : HarmlessRule.RESPONSE_PROPERTY_REQUIRED,
					spot);
		}
	}

	private void order(EffectiveSchema before, EffectiveSchema after, Spot spot) {
		List<String> old = requiredOfBoth(before, after);
		List<String> now = requiredOfBoth(after, before);
		if (spot.isRequest() && !old.equals(now)) {
			this.changes.add(BreakingRule.REQUIRED_PROPERTIES_REORDERED, spot, String.join(", ", old),
					String.join(", ", now));
		}
	}

	private static List<String> requiredOfBoth(EffectiveSchema order, EffectiveSchema other) {
		return order.properties()
			.keySet()
			.stream()
			.filter((name) -> order.required().contains(name) && other.required().contains(name)
					&& other.properties().containsKey(name))
			.toList();
	}

}
