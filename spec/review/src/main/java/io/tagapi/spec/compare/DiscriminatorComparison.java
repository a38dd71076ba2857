package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.compare.SchemaMembers.Alternatives;
import io.tagapi.spec.document.Part;

/**
 * Compares how clients tell alternatives apart. Without a mapping, a value is the name of
 * a schema.
 */
final class DiscriminatorComparison {

	private final Changes changes;

	DiscriminatorComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		Pair discriminator = new Pair(before.first("discriminator"), after.first("discriminator"));
		if (!discriminator.inBoth()) {
			if (discriminator.isAdded() || discriminator.isRemoved()) {
				this.changes.add(BreakingRule.DISCRIMINATOR_CHANGED, spot.on(discriminator),
						Show.value(discriminator.valueBefore()), Show.value(discriminator.valueAfter()));
			}
			return;
		}
		Spot here = spot.on(discriminator);
		Pair property = discriminator.get("propertyName");
		if (property.differs()) {
			this.changes.add(BreakingRule.DISCRIMINATOR_CHANGED, here, property.textBefore(), property.textAfter());
		}
		mapping(mapping(before), mapping(after), here);
	}

	private void mapping(Map<String, String> before, Map<String, String> after, Spot spot) {
		Set<String> values = new LinkedHashSet<>(after.keySet());
		values.addAll(before.keySet());
		for (String value : values) {
			String old = before.get(value);
			String now = after.get(value);
			if (old == null) {
				this.changes.add(spot.isRequest() ? HarmlessRule.REQUEST_ALTERNATIVE_ADDED
						: BreakingRule.RESPONSE_ALTERNATIVE_ADDED, spot, null, value);
			}
			else if (!old.equals(now) && !(now != null && this.changes.names().isMoved(old))) {
				this.changes.add(BreakingRule.DISCRIMINATOR_CHANGED, spot, value + ": " + old,
						(now != null) ? value + ": " + now : null);
			}
		}
	}

	/** The names of schemas by value. */
	private static Map<String, String> mapping(NormalSchema schema) {
		Map<String, String> mapping = new LinkedHashMap<>();
		Pair.entries(new Pair(null, schema.first("discriminator")).get("mapping").after())
			.forEach((value, target) -> mapping.put(value, Subtypes.name(target.text())));
		for (Alternatives alternatives : schema.members().alternatives()) {
			for (Part member : alternatives.members()) {
				String name = SchemaMembers.name(member);
				if (name != null && !mapping.containsValue(name)) {
					mapping.putIfAbsent(name, name);
				}
			}
		}
		for (String name : Subtypes.of(schema.members().outermost()).keySet()) {
			if (!mapping.containsValue(name)) {
				mapping.putIfAbsent(name, name);
			}
		}
		return mapping;
	}

}
