package io.tagapi.spec.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Objection;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.gate.Version;
import org.jspecify.annotations.Nullable;

/**
 * A review in one line.
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
		return of(new Review(verdict, null));
	}

	static String of(Review review) {
		String judgement = judgement(review.verdict());
		return judgement + (judgement.isEmpty() ? "" : " ") + kind(review) + details(review);
	}

	/** Whether the change may pass, and what it is or what it needs. */
	static String headline(Review review) {
		return review.verdict().isAllowed() ? (judgement(review.verdict()) + " " + kind(review)).strip()
				: judgement(review.verdict()).replaceFirst("\\.$", "");
	}

	/** What stands below the headline. */
	static String explanation(Review review) {
		String details = details(review);
		String text = review.verdict().isAllowed() ? details.replaceFirst("^:? ", "") : kind(review) + details;
		return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
	}

	private static String judgement(Verdict verdict) {
		if (verdict.isAllowed()) {
			return (verdict.comparison().weight() != null) ? "Allowed." : "";
		}
		List<String> demands = verdict.objections()
			.stream()
			.map(Objection::until)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.distinct()
			.toList();
		return demands.isEmpty() ? "Refused." : "Refused until " + String.join(", and ", demands) + ".";
	}

	private static String kind(Review review) {
		return switch (weight(review.changes())) {
			case null -> review.comparison().isFirst() ? "First version" : "No changes";
			case BREAKING -> "Breaking";
			case ADDITION -> "Breaks nobody";
			case WORDING -> "Wording only";
		};
	}

	private static @Nullable Weight weight(List<Change> changes) {
		return changes.isEmpty() ? null : changes.getFirst().weight();
	}

	private static String details(Review review) {
		ContractComparison comparison = review.comparison();
		String version = Version.show(comparison.after().version());
		if (comparison.isFirst()) {
			return ": " + version + " has no released contract to be compared with.";
		}
		String released = Version.show(comparison.predecessor().version());
		String counts = review.changes().isEmpty() ? "" : ": " + counts(review.changes());
		if (review.isPart()) {
			String earlier = review.earlier().isEmpty() ? ", the first since " + released
					: ", besides " + counts(review.earlier()) + " before it since " + released;
			return counts + " here" + earlier + "." + fit(review.verdict());
		}
		return counts + " since " + released + "." + fit(review.verdict());
	}

	/** Whether the version fits the changes. */
	private static String fit(Verdict verdict) {
		Version least = verdict.least();
		String version = Version.show(verdict.comparison().after().version());
		if (least == null || !verdict.isAllowed() || verdict.comparison().weight() == null) {
			return "";
		}
		return version.equals(least.toString()) ? " Version " + version + " fits."
				: " Version " + version + " is more than they need; " + least + " is enough.";
	}

	/** The numbers of changes in words. */
	static String counts(List<Change> changes) {
		return Stream.of(Weight.values())
			.map((weight) -> count(weight, changes.stream().filter((change) -> change.weight() == weight).count()))
			.filter((count) -> !count.isEmpty())
			.collect(Collectors.joining(", "));
	}

	private static String count(Weight weight, long count) {
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
