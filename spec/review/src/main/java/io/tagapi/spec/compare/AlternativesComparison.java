package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.SchemaMembers.Alternatives;
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

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		List<Alternatives> old = before.members().alternatives();
		List<Alternatives> now = after.members().alternatives();
		for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
			compare((i < old.size()) ? old.get(i) : null, (i < now.size()) ? now.get(i) : null, spot);
		}
		new DiscriminatorComparison(this.changes).compare(before, after, spot);
	}

	private void compare(@Nullable Alternatives before, @Nullable Alternatives after, Spot spot) {
		if (before == null || after == null || !before.keyword().equals(after.keyword())) {
			this.changes.add(BreakingRule.TYPE_CHANGED, spot, show(before), show(after));
		}
		if (before != null && after != null) {
			members(before.members(), after.members(), spot);
		}
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

	/** What is left is the same alternative if both are written in their place. */
	private void unmatched(Map<String, Part> old, Map<String, Part> now, Spot spot) {
		List<Part> removed = List.copyOf(old.values());
		List<Part> added = new ArrayList<>(now.values());
		for (Part alternative : removed) {
			Part other = added.stream()
				.filter((candidate) -> SchemaMembers.name(candidate) == null || SchemaMembers.name(alternative) == null)
				.findFirst()
				.orElse(null);
			if (other != null) {
				added.remove(other);
				this.schemas.compare(new Pair(alternative, other), spot);
			}
			else {
				this.changes.add(BreakingRule.ALTERNATIVE_REMOVED, spot.on(alternative, null), title(alternative),
						null);
			}
		}
		for (Part alternative : added) {
			this.changes.add(
					spot.isRequest() ? HarmlessRule.REQUEST_ALTERNATIVE_ADDED : BreakingRule.RESPONSE_ALTERNATIVE_ADDED,
					spot.on(null, alternative), null, title(alternative));
		}
	}

	private static Map<String, Part> byKey(List<Part> members) {
		Map<String, Part> byKey = new LinkedHashMap<>();
		for (Part member : members) {
			byKey.putIfAbsent(SchemaMembers.key(member), member);
		}
		return byKey;
	}

}
