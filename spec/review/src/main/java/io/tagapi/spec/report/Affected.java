package io.tagapi.spec.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.compare.Weight;

/**
 * Whose clients break.
 *
 * @param clients the operations, or all
 * @param changes the breaking changes that they meet
 */
record Affected(String clients, List<Change> changes) {

	/** The clients of each operation, those who meet the same changes together. */
	static List<Affected> of(Review review) {
		List<String> all = Operation.all(review.comparison().after()).stream().map(Operation::id).toList();
		Map<String, List<Change>> byOperation = new LinkedHashMap<>();
		List<Change> general = new ArrayList<>();
		for (Change change : review.changes()) {
			if (change.weight() != Weight.BREAKING) {
				continue;
			}
			if (change.operations().isEmpty() || change.operations().containsAll(all)) {
				general.add(change);
			}
			else {
				change.operations()
					.forEach((operation) -> byOperation.computeIfAbsent(operation, (key) -> new ArrayList<>())
						.add(change));
			}
		}
		Map<List<Change>, List<String>> together = new LinkedHashMap<>();
		byOperation.forEach(
				(operation, changes) -> together.computeIfAbsent(changes, (key) -> new ArrayList<>()).add(operation));
		List<Affected> affected = new ArrayList<>();
		if (!general.isEmpty()) {
			affected.add(new Affected("All clients", general));
		}
		together
			.forEach((changes, operations) -> affected.add(new Affected("Clients of " + codes(operations), changes)));
		return affected;
	}

	private static String codes(List<String> operations) {
		return Section.enumeration(operations.stream()
			.map((operation) -> "`" + operation.replace('`', '\u02cb').replaceAll("\\s+", " ") + "`")
			.toList());
	}

	/** What happens to them, each kind once. */
	List<String> reasons() {
		return this.changes.stream().map((change) -> change.place() + ": " + change.rule().says()).distinct().toList();
	}

}
