package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.SchemaMembers.Alternatives;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the kinds that a value can be of: <code>oneOf</code> and <code>anyOf</code>.
 */
final class AlternativesComparison {

	private static final Set<String> LIMITS = Set.of("required", "minLength", "maxLength", "minimum", "maximum",
			"exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "minProperties",
			"maxProperties", "pattern", "not");

	private final Changes changes;

	private final SchemaComparison schemas;

	AlternativesComparison(Changes changes, SchemaComparison schemas) {
		this.changes = changes;
		this.schemas = schemas;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		List<Alternatives> old = new ArrayList<>(before.members().alternatives());
		List<Alternatives> now = new ArrayList<>(after.members().alternatives());
		now.removeIf((alternatives) -> {
			Alternatives same = old.stream().filter(alternatives::hasSameKeys).findFirst().orElse(null);
			if (same != null) {
				old.remove(same);
				compare(same, alternatives, spot);
			}
			return same != null;
		});
		for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
			compare((i < old.size()) ? old.get(i) : null, (i < now.size()) ? now.get(i) : null, spot);
		}
		new DiscriminatorComparison(this.changes).compare(before, after, spot);
	}

	private void compare(@Nullable Alternatives before, @Nullable Alternatives after, Spot spot) {
		Alternatives only = (before == null) ? after : (after == null) ? before : null;
		if (only != null && only.members().stream().allMatch(AlternativesComparison::isLimit)) {
			this.changes.add(LimitComparison.rule(before == null, spot), spot, show(before), show(after));
		}
		else if (before == null || after == null || !before.keyword().equals(after.keyword())) {
			this.changes.add(BreakingRule.TYPE_CHANGED, spot, show(before), show(after));
		}
		if (before != null && after != null) {
			members(before.members(), after.members(), spot);
		}
	}

	/**
	 * Whether an alternative only limits a value, so that generated code has no type for
	 * it.
	 */
	private static boolean isLimit(Part schema) {
		return schema.entries()
			.keySet()
			.stream()
			.allMatch((keyword) -> LIMITS.contains(keyword) || Keywords.ANNOTATIONS.contains(keyword));
	}

	private static @Nullable String show(@Nullable Alternatives alternatives) {
		return (alternatives == null) ? null : alternatives.keyword() + " "
				+ alternatives.members().stream().map(AlternativesComparison::title).collect(Collectors.joining(", "));
	}

	private static String title(Part schema) {
		String name = SchemaMembers.name(schema);
		return (name != null) ? name : Show.value(schema.value());
	}

	private void members(List<Part> before, List<Part> after, Spot spot) {
		Map<String, Part> old = byKey(before);
		Map<String, Part> now = byKey(after);
		for (String key : List.copyOf(now.keySet())) {
			Part same = old.remove(key);
			if (same != null) {
				this.schemas.compare(new Pair(same, now.remove(key)), spot);
			}
		}
		unmatched(old, now, spot);
	}

	/**
	 * What is left is the same alternative if one of both is written in its place, and
	 * better so if both are of one type.
	 */
	private void unmatched(Map<String, Part> old, Map<String, Part> now, Spot spot) {
		List<Part> removed = new ArrayList<>(old.values());
		List<Part> added = new ArrayList<>(now.values());
		pair(removed, added, AlternativesComparison::isOfSameType, spot);
		pair(removed, added, (before, after) -> true, spot);
		for (Part alternative : removed) {
			this.changes.add(BreakingRule.ALTERNATIVE_REMOVED, spot.on(alternative, null), title(alternative), null);
		}
		for (Part alternative : added) {
			this.changes.add(
					spot.isRequest() ? HarmlessRule.REQUEST_ALTERNATIVE_ADDED : BreakingRule.RESPONSE_ALTERNATIVE_ADDED,
					spot.on(null, alternative), null, title(alternative));
		}
	}

	private void pair(List<Part> removed, List<Part> added, BiPredicate<Part, Part> matches, Spot spot) {
		removed.removeIf((before) -> {
			Part same = added.stream()
				.filter((after) -> SchemaMembers.name(before) == null || SchemaMembers.name(after) == null)
				.filter((after) -> matches.test(before, after))
				.findFirst()
				.orElse(null);
			if (same != null) {
				added.remove(same);
				this.schemas.compare(new Pair(before, same), spot);
			}
			return same != null;
		});
	}

	private static boolean isOfSameType(Part before, Part after) {
		NormalSchema old = NormalSchema.of(SchemaMembers.of(List.of(before)), Spot.Direction.REQUEST);
		NormalSchema now = NormalSchema.of(SchemaMembers.of(List.of(after)), Spot.Direction.REQUEST);
		return Objects.equals(old.types(), now.types()) && old.properties().keySet().equals(now.properties().keySet());
	}

	private static Map<String, Part> byKey(List<Part> members) {
		Map<String, Part> byKey = new LinkedHashMap<>();
		for (Part member : members) {
			byKey.putIfAbsent(SchemaMembers.key(member), member);
		}
		return byKey;
	}

}
