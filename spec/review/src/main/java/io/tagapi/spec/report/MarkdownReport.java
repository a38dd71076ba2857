package io.tagapi.spec.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

	/** Rules that do not say whether a single value was added or removed. */
	private static final Pattern VALUE = Pattern.compile("changed|tightened|loosened");

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
		Review review = new Review(verdict, null);
		return of(review, TextDifference.of(review));
	}

	static String of(Review review, TextDifference difference) {
		return head(review) + operations(review) + text(difference) + earlier(review);
	}

	/**
	 * Writes the report for a comment, which has to be short.
	 * @param review the review to explain
	 * @return Markdown of at most {@value #COMMENT} characters, whole changes only
	 */
	static String comment(Review review, TextDifference difference) {
		String report = head(review) + operations(review);
		if (report.length() > COMMENT) {
			// A whole change, because a cut example would have no end.
			int end = report.lastIndexOf("\n* ", COMMENT - REST.length() - 1);
			return report.substring(0, end + 1) + REST;
		}
		boolean isWhole = true;
		for (String part : List.of(text(difference), earlier(review))) {
			boolean fits = report.length() + part.length() <= COMMENT - REST.length();
			isWhole &= fits;
			report += fits ? part : "";
		}
		return isWhole || report.length() + REST.length() > COMMENT ? report : report + REST;
	}

	private static String head(Review review) {
		Verdict verdict = review.verdict();
		StringBuilder head = new StringBuilder("# Changes of the contract\n\n**").append(Summary.of(review))
			.append("**\n");
		if (!verdict.refusals().isEmpty()) {
			head.append('\n');
			verdict.refusals().forEach((refusal) -> head.append("* ").append(refusal).append('\n'));
		}
		List<Affected> affected = Affected.of(review);
		if (!affected.isEmpty()) {
			head.append("\n## Who breaks\n\n");
			affected.forEach((some) -> head.append("* ")
				.append(some.clients())
				.append(": ")
				.append(String.join("; ", some.reasons()))
				.append(".\n"));
			head.append(migration(verdict.migration()));
		}
		return head.toString();
	}

	private static String migration(@Nullable List<String> migration) {
		if (migration == null) {
			return "";
		}
		String texts = migration.isEmpty() ? "The change log does not say it yet.\n"
				: migration.stream().map((text) -> "* " + text + "\n").collect(Collectors.joining());
		return "\n## What they have to do\n\n" + texts;
	}

	private static String operations(Review review) {
		ContractComparison comparison = review.comparison();
		List<Section> sections = Section.of(review.changes(), comparison.after());
		StringBuilder contents = new StringBuilder();
		if (sections.size() > MANY) {
			contents.append("\n## Contents\n\n");
			sections.forEach((section) -> contents.append("* ")
				.append(title(section))
				.append(": ")
				.append(Summary.counts(section.changes()))
				.append('\n'));
		}
		return contents + sections(sections, comparison, "##", Links.configured());
	}

	/**
	 * What was there already before the change that is reviewed, and what of that is
	 * gone.
	 */
	private static String earlier(Review review) {
		StringBuilder text = new StringBuilder();
		if (!review.withdrawn().isEmpty()) {
			text.append(fold("Withdrawn or changed again: " + Summary.counts(review.withdrawn()),
					review.withdrawn()
						.stream()
						.map((change) -> "* " + line(change) + "\n")
						.collect(Collectors.joining())));
		}
		if (!review.earlier().isEmpty()) {
			ContractComparison comparison = review.comparison();
			text.append(fold("Already there before: " + Summary.counts(review.earlier()),
					sections(Section.of(review.earlier(), comparison.after()), comparison, "###", Links.configured())));
		}
		return text.toString();
	}

	private static String fold(String summary, String content) {
		return "\n<details><summary>" + summary + "</summary>\n\n" + content.strip() + "\n\n</details>\n";
	}

	/**
	 * The changes alone, as the change log has them.
	 * @param comparison the comparison
	 * @param level the mark of the headings
	 * @return Markdown, empty if nothing changed
	 */
	public static String sections(ContractComparison comparison, String level) {
		return sections(Section.of(comparison.changes(), comparison.after()), comparison, level, null);
	}

	private static String sections(List<Section> all, ContractComparison comparison, String level,
			@Nullable Links links) {
		StringBuilder sections = new StringBuilder();
		for (Section section : all) {
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
			details.append("  * Summary: ").append(quote(operation.summary())).append('\n');
		}
		if (!operation.scopes().isEmpty()) {
			details.append("  * Scopes: ").append(operation.scopes()).append('\n');
		}
		operation.parameters().forEach((parameter) -> details.append("  * ").append(parameter).append('\n'));
		if (operation.example() != null) {
			details.append("  * Example of ")
				.append(operation.exampleOf())
				.append(":\n    ````json\n    ")
				.append(operation.example().replace("\n", "\n    "))
				.append("\n    ````\n");
		}
		return details.toString();
	}

	private static String values(Change change) {
		Excerpt excerpt = Excerpt.of(change.before(), change.after());
		if (VALUE.matcher(change.rule().says()).find() && (excerpt.before() != null || excerpt.after() != null)) {
			return (excerpt.before() != null ? quote(excerpt.before()) : "nothing") + " → "
					+ (excerpt.after() != null ? quote(excerpt.after()) : "nothing");
		}
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
