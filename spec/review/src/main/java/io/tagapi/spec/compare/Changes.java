package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Collects changes. The same change of a shared schema is met in many operations and
 * becomes one change that names them all.
 */
final class Changes {

	private final Map<Change, Set<String>> operations = new LinkedHashMap<>();

	void add(Rule rule, Spot spot) {
		add(rule, spot, null, null);
	}

	void add(Rule rule, Spot spot, @Nullable String before, @Nullable String after) {
		Set<String> concerned = this.operations.computeIfAbsent(
				new Change(rule, spot.place(), spot.usage(), before, after, List.of()),
				(change) -> new LinkedHashSet<>());
		if (spot.operation() != null) {
			concerned.add(spot.operation());
		}
	}

	boolean isEmpty() {
		return this.operations.isEmpty();
	}

	/** The changes, breaking ones first, otherwise in the order of the contract. */
	List<Change> list() {
		List<Change> list = new ArrayList<>();
		this.operations.forEach((change, concerned) -> list.add(new Change(change.rule(), change.place(),
				change.usage(), change.before(), change.after(), List.copyOf(concerned))));
		list.sort(Comparator.comparing(Change::weight).thenComparing((change) -> change.rule().deed()));
		return list;
	}

}
