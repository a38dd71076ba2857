package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The keys that every object can have: words, examples, the mark of deprecation,
 * extensions. What then remains is known to no rule, and counts as breaking, so that
 * nothing passes because it was forgotten.
 */
final class Remainder {

	static final Set<String> WORDING = Set.of("title", "summary", "description", "externalDocs", "termsOfService",
			"$comment", "x-pattern-message", "x-enum-descriptions", "x-enumDescriptions");

	private static final Set<String> EXAMPLES = Set.of("example", "examples");

	private final Changes changes;

	Remainder(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair objects, Set<String> comparedElsewhere, Spot spot) {
		for (String key : objects.keys()) {
			if (!comparedElsewhere.contains(key)) {
				compare(key, objects.get(key), spot);
			}
		}
	}

	void compare(String key, Pair values, Spot spot) {
		if (EXAMPLES.contains(key)) {
			example(values, spot);
			return;
		}
		if (!values.differs()) {
			return;
		}
		Spot here = spot.on(values);
		if (WORDING.contains(key)) {
			this.changes.add(HarmlessRule.WORDING_CHANGED, named(key, here), values.textBefore(), values.textAfter());
		}
		else if (key.equals("deprecated")) {
			if (values.trueBefore() != values.trueAfter()) {
				this.changes.add(values.trueAfter() ? HarmlessRule.DEPRECATED : HarmlessRule.INFORMATION_CHANGED, here,
						null, "deprecated " + values.trueAfter());
			}
		}
		else if (Keywords.GENERATED.contains(key)) {
			this.changes.add(BreakingRule.GENERATED_NAME_CHANGED, here.within(" " + key), values.textBefore(),
					values.textAfter());
		}
		else if (key.startsWith("x-")) {
			this.changes.add(HarmlessRule.INFORMATION_CHANGED, here.within(" " + key), values.textBefore(),
					values.textAfter());
		}
		else {
			this.changes.add(BreakingRule.UNCLASSIFIED, here, key + " " + Show.value(values.valueBefore()),
					key + " " + Show.value(values.valueAfter()));
		}
	}

	void text(Pair objects, Spot spot, String key) {
		compare(key, objects.get(key), spot);
	}

	private static Spot named(String key, Spot spot) {
		return spot.at(key + " of " + spot.place());
	}

	private void example(Pair examples, Spot spot) {
		Map<String, @Nullable Object> before = Examples.byName(examples.before());
		Map<String, @Nullable Object> after = Examples.byName(examples.after());
		SequencedSet<String> names = new LinkedHashSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			if (!Values.same(before.get(name), after.get(name))
					|| before.containsKey(name) != after.containsKey(name)) {
				this.changes.add(HarmlessRule.EXAMPLE_CHANGED,
						spot.on(examples)
							.at(name.isEmpty() ? "example of " + spot.place()
									: "example " + Spot.code(name) + " of " + spot.place()),
						before.containsKey(name) ? Show.value(before.get(name)) : null,
						after.containsKey(name) ? Show.value(after.get(name)) : null);
			}
		}
	}

}
