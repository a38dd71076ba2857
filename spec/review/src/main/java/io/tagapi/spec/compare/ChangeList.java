package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * All changes. The same change of a shared schema is met in many operations and becomes
 * one change that names them all.
 */
final class ChangeList {

	private final Map<Changes.Found, Set<String>> operations = new LinkedHashMap<>();

	private final Map<Changes.Found, Change.Lines> lines = new LinkedHashMap<>();

	/**
	 * Adds what changed in an operation.
	 * @param operation the operationId, or null for the whole contract
	 * @param changes the changes
	 */
	void collect(@Nullable String operation, Changes changes) {
		collect(operation, changes, Collections.newSetFromMap(new IdentityHashMap<>()));
	}

	private void collect(@Nullable String operation, Changes changes, Set<Changes> seen) {
		if (!seen.add(changes)) {
			return;
		}
		changes.found().forEach((found, where) -> {
			Set<String> concerned = this.operations.computeIfAbsent(found, (key) -> new LinkedHashSet<>());
			this.lines.putIfAbsent(found, where);
			if (operation != null && !found.general()) {
				concerned.add(operation);
			}
		});
		changes.shared().forEach((shared) -> collect(operation, shared, seen));
	}

	boolean isEmpty() {
		return this.operations.isEmpty();
	}

	/** The changes, breaking ones first, otherwise in the order of the contract. */
	List<Change> list() {
		List<Change> list = new ArrayList<>();
		this.operations.forEach(
				(found, concerned) -> list.add(new Change(found.rule(), found.place(), found.usage(), found.before(),
						found.after(), List.copyOf(concerned), this.lines.getOrDefault(found, Change.Lines.NONE))));
		list.sort(Comparator.comparing(Change::weight).thenComparing((change) -> change.rule().deed()));
		return list;
	}

}
