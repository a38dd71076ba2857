package io.tagapi.spec.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

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
		ContractComparison comparison = verdict.comparison();
		String version = comparison.after().version();
		if (comparison.isFirst()) {
			return "The first version, " + version + ": there is no released contract to compare with.";
		}
		String released = comparison.predecessor().version();
		Weight weight = comparison.weight();
		if (weight == null) {
			return "Nothing changed since " + released + ".";
		}
		String allowed = verdict.isAllowed() ? "" : " Refused.";
		return headline(weight) + ": " + counts(comparison) + " from " + released + " to " + version
				+ ". Deserves at least version " + verdict.least() + "." + allowed;
	}

	/**
	 * The verdict in a word or two.
	 * @param weight the weight of the heaviest change, or null if nothing changed
	 * @return the words
	 */
	static String headline(@Nullable Weight weight) {
		return switch (weight) {
			case null -> "No changes";
			case BREAKING -> "Breaking";
			case ADDITION -> "Breaks nobody";
			case WORDING -> "Wording only";
		};
	}

	private static String counts(ContractComparison comparison) {
		List<String> counts = new ArrayList<>();
		for (Weight weight : Weight.values()) {
			int count = comparison.changes(weight).size();
			if (count > 0) {
				counts.add(count + " " + noun(weight, count));
			}
		}
		return String.join(", ", counts);
	}

	private static String noun(Weight weight, int count) {
		String change = (count == 1) ? "change" : "changes";
		return switch (weight) {
			case BREAKING -> "breaking " + change;
			case ADDITION -> (count == 1) ? "addition" : "additions";
			case WORDING -> change + " of wording";
		};
	}

	static String label(Weight weight) {
		return weight.word().substring(0, 1).toUpperCase(Locale.ROOT) + weight.word().substring(1);
	}

}
