package io.tagapi.spec.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.compare.ContractComparison;

/**
 * The changes that concern the same operations.
 *
 * @param title the operations, or "The whole contract"
 * @param changes the changes, breaking ones first
 */
record Section(String title, List<Change> changes) {

	static List<Section> of(ContractComparison comparison) {
		long all = Operation.all(comparison.after()).size();
		Map<List<String>, List<Change>> byOperations = comparison.changes()
			.stream()
			.collect(Collectors.groupingBy(Change::operations, LinkedHashMap::new, Collectors.toList()));
		return byOperations.entrySet()
			.stream()
			.map((entry) -> new Section(title(entry.getKey(), all), entry.getValue()))
			.sorted(Comparator.comparing((section) -> section.changes().getFirst().weight()))
			.toList();
	}

	private static String title(List<String> operations, long all) {
		if (operations.isEmpty()) {
			return "The whole contract";
		}
		return (operations.size() == all && all > 2) ? "All operations" : String.join(", ", operations);
	}

}
