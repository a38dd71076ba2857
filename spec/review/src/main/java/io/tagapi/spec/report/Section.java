package io.tagapi.spec.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Contract;

/**
 * The changes that concern the same operations.
 *
 * @param title the operations, or "The whole contract"
 * @param operations the operations, none for the whole contract
 * @param changes the changes, breaking ones first
 */
record Section(String title, List<String> operations, List<Change> changes) {

	/** A title names so many operations, and counts the others. */
	private static final int NAMED = 8;

	static List<Section> of(List<Change> changes, Contract contract) {
		long all = Operation.all(contract).size();
		Map<List<String>, List<Change>> byOperations = changes.stream()
			.collect(Collectors.groupingBy(Change::operations, LinkedHashMap::new, Collectors.toList()));
		return byOperations.entrySet()
			.stream()
			.map((entry) -> new Section(title(entry.getKey(), all), entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparing((section) -> section.changes().getFirst().weight()))
			.toList();
	}

	private static String title(List<String> operations, long all) {
		if (operations.isEmpty()) {
			return "The whole contract";
		}
		if (operations.size() == all && all > 2) {
			return "All operations";
		}
		return (operations.size() <= NAMED) ? String.join(", ", operations)
				: String.join(", ", operations.subList(0, NAMED)) + more(operations);
	}

	/** Words as a sentence lists them; the first few of many. */
	static String enumeration(List<String> words) {
		if (words.size() > NAMED) {
			return String.join(", ", words.subList(0, NAMED)) + more(words);
		}
		int last = words.size() - 1;
		return (last == 0) ? words.getFirst() : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
	}

	private static String more(List<String> words) {
		int more = words.size() - NAMED;
		return " and " + more + " more " + ((more == 1) ? "operation" : "operations");
	}

}
