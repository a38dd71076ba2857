package io.tagapi.spec.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.gate.Version;

/**
 * A comparison in one line.
 */
public final class Summary {

	private Summary() {
	}

	/**
	 * The line that everybody reads.
	 * @param verdict the verdict
	 * @return one line without markup
	 */
	public static String of(Verdict verdict) {
		return headline(verdict) + details(verdict);
	}

	/** Whether the change may pass, and what it is. */
	static String headline(Verdict verdict) {
		boolean isChange = verdict.comparison().weight() != null;
		return (!isChange ? "" : verdict.isAllowed() ? "Allowed. " : "Refused. ") + kind(verdict);
	}

	private static String kind(Verdict verdict) {
		return switch (verdict.comparison().weight()) {
			case null -> verdict.comparison().isFirst() ? "First version" : "No changes";
			case BREAKING -> "Breaking";
			case ADDITION -> "Breaks nobody";
			case WORDING -> "Wording only";
		};
	}

	/** What stands behind the headline. */
	static String details(Verdict verdict) {
		ContractComparison comparison = verdict.comparison();
		String version = Version.show(comparison.after().version());
		if (comparison.isFirst()) {
			return ": " + version + " has no released contract to be compared with.";
		}
		String released = Version.show(comparison.predecessor().version());
		if (comparison.weight() == null) {
			return " since " + released + ".";
		}
		String deserved = (verdict.least() != null && verdict.isAllowed())
				? " Deserves at least version " + verdict.least() + ", and is " + version + "." : "";
		return ": " + counts(comparison) + " since " + released + "." + deserved;
	}

	private static String counts(ContractComparison comparison) {
		List<String> counts = new ArrayList<>();
		for (Weight weight : Weight.values()) {
			counts.add(count(weight, comparison.changes(weight).size()));
		}
		counts.removeIf(String::isEmpty);
		return String.join(", ", counts);
	}

	/** The number of changes in words, empty for none. */
	static String count(Weight weight, long count) {
		String change = (count == 1) ? "change" : "changes";
		String noun = switch (weight) {
			case BREAKING -> "breaking " + change;
			case ADDITION -> (count == 1) ? "addition" : "additions";
			case WORDING -> change + " of wording";
		};
		return (count == 0) ? "" : count + " " + noun;
	}

	static String label(Weight weight) {
		return weight.word().substring(0, 1).toUpperCase(Locale.ROOT) + weight.word().substring(1);
	}

}
