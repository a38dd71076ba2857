package io.tagapi.spec.compare;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schema of some data, and all schemas below it, in their normal form.
 */
final class SchemaComparison {

	private final Changes changes;

	SchemaComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair schema, Spot spot) {
		compare(Pair.one(schema.before()), Pair.one(schema.after()), spot.on(schema));
	}

	/**
	 * Compares the schemas that a value has to satisfy, all of them.
	 * @param before the schemas in the older contract, none if any value is allowed
	 * @param after the schemas in the newer contract
	 * @param spot where the value is
	 */
	void compare(Collection<Part> before, Collection<Part> after, Spot spot) {
		SchemaMembers old = SchemaMembers.of(before);
		SchemaMembers now = SchemaMembers.of(after);
		if (old.alternatives().isEmpty() != now.alternatives().isEmpty()) {
			// A choice of one is as good as none, unless there is a choice on the other
			// side.
			old = SchemaMembers.of(before, true);
			now = SchemaMembers.of(after, true);
		}
		compare(old, now, spot);
	}

	private void compare(SchemaMembers old, SchemaMembers now, Spot spot) {
		if (old.allowsAny() != now.allowsAny()) {
			this.changes.add(BreakingRule.TYPE_CHANGED, spot, show(old), show(now));
			return;
		}
		if (old.outermost().isEmpty() && now.outermost().isEmpty()) {
			return;
		}
		NormalSchema normal = NormalSchema.of(now, spot.direction());
		name(old.name(), now.name(), normal, spot);
		String name = now.name();
		Spot here = (name != null) ? spot.schema(name) : spot;
		if (old.refers() || now.refers()) {
			this.changes.include(List.of(spot.direction(), old.written(), now.written()),
					(shared) -> new SchemaComparison(shared).compare(NormalSchema.of(old, spot.direction()), normal,
							here));
		}
		else {
			compare(NormalSchema.of(old, spot.direction()), normal, here);
		}
	}

	private static String show(SchemaMembers members) {
		if (members.allowsAny()) {
			return "any value";
		}
		String name = members.name();
		return (name != null) ? name : Show.value(members.outermost().getFirst().value());
	}

	private void name(@Nullable String before, @Nullable String after, NormalSchema schema, Spot spot) {
		if (Objects.equals(before, after)) {
			return;
		}
		if (before != null) {
			this.changes.names().moved(before);
		}
		if (before != null && after != null) {
			this.changes.add(BreakingRule.SCHEMA_RENAMED, Spot.contract(Spot.code(before)).on(spot.parts()), before,
					after);
		}
		else if (schema.isGenerated()) {
			this.changes.add(HarmlessRule.SCHEMA_RELOCATED, spot, (before != null) ? before : "in its place",
					(after != null) ? after : "in its place");
		}
	}

	private void compare(NormalSchema before, NormalSchema after, Spot spot) {
		new ValueComparison(this.changes).compare(before, after, spot);
		new LimitComparison(this.changes).compare(before, after, spot);
		new EnumComparison(this.changes).compare(before, after, spot);
		new DefaultComparison(this.changes).compare(before, after, spot);
		new PropertiesComparison(this.changes, this).compare(before, after, spot);
		new AdditionalProperties(this.changes, this).compare(before, after, spot);
		if (!before.items().isEmpty() || !after.items().isEmpty()) {
			compare(before.items(), after.items(), spot.within("[]"));
		}
		new AlternativesComparison(this.changes, this).compare(before, after, spot);
		subtypes(Subtypes.of(before.members().outermost()), Subtypes.of(after.members().outermost()), spot);
		new NestedSchemas(this.changes, this).compare(before, after, spot);
		remaining(before.remaining(), after.remaining(), spot);
	}

	/** Which of them came or went is told with the discriminator. */
	private void subtypes(Map<String, Part> before, Map<String, Part> after, Spot spot) {
		after.forEach((name, now) -> {
			Part old = before.get(name);
			if (old != null) {
				compare(List.of(old), List.of(now), spot.schema(name).on(old, now));
			}
		});
	}

	private void remaining(Map<String, Part> before, Map<String, Part> after, Spot spot) {
		Set<String> keywords = new LinkedHashSet<>(after.keySet());
		keywords.addAll(before.keySet());
		for (String keyword : keywords) {
			new Remainder(this.changes).compare(keyword, new Pair(before.get(keyword), after.get(keyword)), spot);
		}
	}

}
