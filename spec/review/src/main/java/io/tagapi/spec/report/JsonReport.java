package io.tagapi.spec.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.gate.Version;
import org.jspecify.annotations.Nullable;

/**
 * The report for programs.
 */
final class JsonReport {

	private JsonReport() {
	}

	/**
	 * Writes the report.
	 * @param review the review to explain
	 * @return one object: whether the change is allowed, why not, and all changes
	 */
	static String of(Review review) {
		Verdict verdict = review.verdict();
		ContractComparison comparison = verdict.comparison();
		Version least = verdict.least();
		Map<String, @Nullable Object> report = new LinkedHashMap<>();
		report.put("allowed", verdict.isAllowed());
		report.put("summary", Summary.of(review));
		report.put("refusals", verdict.refusals());
		report.put("before", comparison.isFirst() ? null : comparison.predecessor().source());
		report.put("after", comparison.after().source());
		report.put("leastVersion", (least != null) ? least.toString() : null);
		List<Map<String, @Nullable Object>> changes = Stream
			.concat(review.changes().stream().map((change) -> change(change, false)),
					review.earlier().stream().map((change) -> change(change, true)))
			.toList();
		report.put("changes", changes);
		return Json.of(report) + "\n";
	}

	private static Map<String, @Nullable Object> change(Change change, boolean earlier) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		object.put("weight", change.weight().word());
		object.put("rule", change.rule().id());
		object.put("place", change.place());
		object.put("usage", change.usage());
		object.put("before", change.before());
		object.put("after", change.after());
		object.put("why", change.rule().why());
		object.put("operations", change.operations());
		object.put("lineBefore", change.lines().before());
		object.put("lineAfter", change.lines().after());
		object.put("earlier", earlier);
		return object;
	}

}
