package io.tagapi.spec.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The report for a pull request.
 */
public final class MarkdownReport {

	/** The most characters of a comment on GitHub. */
	public static final int COMMENT = 65_536;

	/** Reports with more sections have a table of contents. */
	private static final int MANY = 12;

	private static final Pattern BACKTICKS = Pattern.compile("`+");

	private static final Pattern MARKS = Pattern.compile("[\\\\`*\\[\\]<>#|!~]");

	private static final String REST = "\n*The rest is too long for a comment. The whole report is in"
			+ " `contract-changes.md` and `contract-changes.html`.*\n";

	private MarkdownReport() {
	}

	/**
	 * Writes the report.
	 * @param verdict the verdict to explain
	 * @return Markdown
	 */
	public static String of(Verdict verdict) {
		return of(verdict, TextDifference.of(verdict.comparison()));
	}

	static String of(Verdict verdict, TextDifference difference) {
		return head(verdict) + operations(verdict.comparison()) + text(difference);
	}

	/**
	 * Writes the report for a comment, which has to be short.
	 * @param verdict the verdict to explain
	 * @return Markdown of at most {@value #COMMENT} characters, whole lines only
	 */
	public static String comment(Verdict verdict) {
		return comment(verdict, TextDifference.of(verdict.comparison()));
	}

	static String comment(Verdict verdict, TextDifference difference) {
		String text = text(difference);
		String report = head(verdict) + operations(verdict.comparison());
		if (report.length() + text.length() <= COMMENT) {
			return report + text;
		}
		if (report.length() <= COMMENT) {
			return report;
		}
		int end = report.lastIndexOf('\n', COMMENT - REST.length() - 1);
		return report.substring(0, end + 1) + REST;
	}

	private static String head(Verdict verdict) {
		StringBuilder head = new StringBuilder("# Changes of the contract\n\n**").append(Summary.of(verdict))
			.append("**\n");
		if (!verdict.refusals().isEmpty()) {
			head.append('\n');
			verdict.refusals().forEach((refusal) -> head.append("* ").append(refusal).append('\n'));
		}
		List<Affected> affected = Affected.of(verdict.comparison());
		if (!affected.isEmpty()) {
			head.append("\n## Who breaks\n\n");
			affected.forEach((some) -> head.append("* ")
				.append(some.clients())
				.append(": ")
				.append(String.join("; ", some.reasons()))
				.append(".\n"));
			head.append("\n## What they have to do\n\n");
			if (verdict.migration().isEmpty()) {
				head.append("Not announced: a line `- **Breaking:** …` in the change log would say it.\n");
			}
			verdict.migration().forEach((text) -> head.append("* ").append(text).append('\n'));
		}
		return head.toString();
	}

	private static String operations(ContractComparison comparison) {
		List<Section> sections = Section.of(comparison);
		StringBuilder contents = new StringBuilder();
		if (sections.size() > MANY) {
			contents.append("\n## Contents\n\n");
			sections.forEach((section) -> contents.append("* ")
				.append(title(section))
				.append(": ")
				.append(counts(section))
				.append('\n'));
		}
		return contents + sections(comparison, "##", Links.configured());
	}

	private static String counts(Section section) {
		return Stream.of(Weight.values())
			.map((weight) -> Summary.count(weight,
					section.changes().stream().filter((change) -> change.weight() == weight).count()))
			.filter((count) -> !count.isEmpty())
			.collect(Collectors.joining(", "));
	}

	/**
	 * The changes alone, as the change log has them.
	 * @param comparison the comparison
	 * @param level the mark of the headings
	 * @return Markdown, empty if nothing changed
	 */
	public static String sections(ContractComparison comparison, String level) {
		return sections(comparison, level, null);
	}

	private static String sections(ContractComparison comparison, String level, @Nullable Links links) {
		StringBuilder sections = new StringBuilder();
		for (Section section : Section.of(comparison)) {
			sections.append('\n').append(level).append(' ').append(title(section)).append("\n\n");
			section.changes()
				.forEach((change) -> sections.append("* ")
					.append(line(change))
					.append((links != null) ? place(links, comparison, change) : "")
					.append('\n')
					.append((links != null) ? details(NewOperation.of(comparison, change)) : ""));
		}
		return sections.toString();
	}

	private static String place(Links links, ContractComparison comparison, Change change) {
		String place = links.place(comparison, change);
		String address = links.address(place);
		return place.isEmpty() ? "" : address.isEmpty() ? " (" + place + ")" : " ([" + place + "](" + address + "))";
	}

	private static String line(Change change) {
		String usage = change.usage().isEmpty() ? "" : " " + change.usage();
		String head = "**" + Summary.label(change.weight()) + "** · " + change.place() + usage + ": "
				+ change.rule().says();
		String values = values(change);
		String why = (change.weight() == Weight.BREAKING) ? " *" + change.rule().why() + "*" : "";
		return head + (values.isEmpty() ? "." : ", " + values + ".") + why;
	}

	private static String details(@Nullable NewOperation operation) {
		if (operation == null) {
			return "";
		}
		StringBuilder details = new StringBuilder();
		if (operation.summary() != null) {
			details.append("  * ").append(quote(operation.summary())).append('\n');
		}
		if (!operation.scopes().isEmpty()) {
			details.append("  * Scopes: ").append(operation.scopes()).append('\n');
		}
		operation.parameters().forEach((parameter) -> details.append("  * ").append(parameter).append('\n'));
		if (operation.example() != null) {
			details.append("  * Example: ").append(quote(operation.example())).append('\n');
		}
		return details.toString();
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
		String marks = "`".repeat(longestRun(text) + 1);
		return text.contains("`") ? marks + " " + text + " " + marks : marks + text + marks;
	}

	private static String text(TextDifference difference) {
		List<String> lines = difference.unified();
		String text = String.join("\n", lines);
		String fence = "`".repeat(Math.max(4, longestRun(text) + 1));
		return lines.isEmpty() ? "" : "\n<details><summary>The text, line by line</summary>\n\n" + fence + "diff\n"
				+ text + "\n" + fence + "\n\n</details>\n";
	}

	/**
	 * Code ends with as many backticks as it begins, so it begins with more than it has.
	 */
	private static int longestRun(String text) {
		return BACKTICKS.matcher(text).results().mapToInt((run) -> run.group().length()).max().orElse(0);
	}

	/** A title without marks: names of operations can be any text. */
	private static String title(Section section) {
		return MARKS.matcher(section.title().replaceAll("\\s+", " ")).replaceAll("\\\\$0");
	}

}
