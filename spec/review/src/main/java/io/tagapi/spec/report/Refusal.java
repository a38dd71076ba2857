package io.tagapi.spec.report;

import java.util.ArrayList;
import java.util.List;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a build says that ends because of the contract: the changes, the reasons, and the
 * verdict and the report last, where people look first.
 */
public final class Refusal {

	private static final int MOST_CHANGES = 10;

	private Refusal() {
	}

	/**
	 * Writes the lines.
	 * @param verdict a verdict that refuses
	 * @param report the path of the report
	 * @return a few lines of plain text
	 */
	public static String of(Verdict verdict, String report) {
		List<String> lines = new ArrayList<>(List.of("The contract is refused."));
		List<Change> breaking = verdict.comparison().changes(Weight.BREAKING);
		breaking.stream().limit(MOST_CHANGES).forEach((change) -> lines.add("  " + line(verdict, change)));
		if (breaking.size() > MOST_CHANGES) {
			lines.add("  … and " + (breaking.size() - MOST_CHANGES) + " more");
		}
		lines.addAll(verdict.refusals());
		lines.add(Summary.of(verdict));
		lines.add("Report: " + report);
		return String.join("\n", lines);
	}

	private static String line(Verdict verdict, Change change) {
		String place = Links.configured().place(verdict.comparison(), change);
		String usage = change.usage().isEmpty() ? "" : " " + change.usage();
		String values = (change.before() != null || change.after() != null)
				? " (" + value(change.before()) + " -> " + value(change.after()) + ")" : "";
		return (place.isEmpty() ? "" : place + ": ") + change.place() + usage + ": " + change.rule().says() + values;
	}

	private static String value(@Nullable String text) {
		return (text == null) ? "nothing" : (text.length() > 60) ? text.substring(0, 60) + "…" : text;
	}

}
