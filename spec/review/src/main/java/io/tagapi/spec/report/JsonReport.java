package io.tagapi.spec.report;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The report for programs.
 */
final class JsonReport {

	private JsonReport() {
	}

	/**
	 * Writes the report.
	 * @param verdict the verdict to explain
	 * @return one object: whether the change is allowed, why not, and all changes
	 */
	static String of(Verdict verdict) {
		Map<String, @Nullable Object> report = new LinkedHashMap<>();
		report.put("allowed", verdict.isAllowed());
		report.put("refusals", verdict.refusals());
		report.put("changes", verdict.comparison().changes().stream().map(JsonReport::change).toList());
		return Json.of(report) + "\n";
	}

	private static Map<String, @Nullable Object> change(Change change) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		object.put("weight", change.weight().word());
		object.put("rule", change.rule().id());
		object.put("place", change.place());
		object.put("usage", change.usage());
		object.put("before", change.before());
		object.put("after", change.after());
		object.put("operations", change.operations());
		object.put("lineBefore", change.lines().before());
		object.put("lineAfter", change.lines().after());
		return object;
	}

}
