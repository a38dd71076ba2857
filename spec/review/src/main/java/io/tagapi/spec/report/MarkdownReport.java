package io.tagapi.spec.report;

import java.util.List;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The report for a pull request.
 */
public final class MarkdownReport {

	private MarkdownReport() {
	}

	/**
	 * Writes the report.
	 * @param verdict the verdict to explain
	 * @return Markdown
	 */
	public static String of(Verdict verdict) {
		StringBuilder report = new StringBuilder("# Changes of the contract\n\n**").append(Summary.of(verdict))
			.append("**\n");
		if (!verdict.refusals().isEmpty()) {
			report.append('\n');
			verdict.refusals().forEach((refusal) -> report.append("> ").append(refusal).append('\n'));
		}
		return report.append(sections(verdict.comparison(), "##")).toString();
	}

	/**
	 * The changes alone, as the change log has them.
	 * @param comparison the comparison
	 * @param level the mark of the headings
	 * @return Markdown, empty if nothing changed
	 */
	public static String sections(ContractComparison comparison, String level) {
		StringBuilder sections = new StringBuilder();
		for (Section section : Section.of(comparison)) {
			sections.append('\n').append(level).append(' ').append(section.title()).append("\n\n");
			section.changes().forEach((change) -> sections.append("* ").append(line(change)).append('\n'));
		}
		return sections.toString();
	}

	private static String line(Change change) {
		String usage = change.usage().isEmpty() ? "" : " " + change.usage();
		String head = "**" + Summary.label(change.weight()) + "** · " + change.place() + usage + ": "
				+ change.rule().says();
		String values = values(change);
		String why = (change.weight() == Weight.BREAKING) ? " *" + change.rule().why() + "*" : "";
		return head + (values.isEmpty() ? "." : ", " + values + ".") + why;
	}

	private static String values(Change change) {
		Excerpt excerpt = Excerpt.of(change.before(), change.after());
		return String.join(" → ",
				List.of(quote(excerpt.before()), quote(excerpt.after()))
					.stream()
					.filter((text) -> !text.isEmpty())
					.toList());
	}

	/** Code, with as many backticks as the text needs. */
	private static String quote(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
	}

}
