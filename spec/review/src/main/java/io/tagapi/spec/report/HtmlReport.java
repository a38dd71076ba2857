package io.tagapi.spec.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The report for a browser: one file that needs no other, in light and dark, and on
 * paper.
 */
public final class HtmlReport {

	/**
	 * Reports with more sections have a table of contents, with more changes a filter.
	 */
	private static final int MANY = 5;

	private static final Pattern NAME = Pattern.compile("\\{\\{([a-z]+)\\}\\}");

	private final Review review;

	private final Verdict verdict;

	private final TextDifference difference;

	private final ContractComparison comparison;

	private final List<Section> sections;

	private HtmlReport(Review review, TextDifference difference) {
		this.review = review;
		this.verdict = review.verdict();
		this.difference = difference;
		this.comparison = this.verdict.comparison();
		this.sections = Section.of(review.changes(), this.comparison.after());
	}

	/**
	 * Writes the report.
	 * @param verdict the verdict to explain
	 * @return HTML
	 */
	public static String of(Verdict verdict) {
		Review review = new Review(verdict, null);
		return of(review, TextDifference.of(review));
	}

	static String of(Review review, TextDifference difference) {
		return new HtmlReport(review, difference).write();
	}

	private String write() {
		Weight weight = this.review.changes().isEmpty() ? null : this.review.changes().getFirst().weight();
		Map<String, String> values = Map.of("class",
				((weight != null) ? weight.word() : "none") + (this.verdict.isAllowed() ? "" : " refused"), "headline",
				escape(Summary.headline(this.review)), "summary", escape(Summary.explanation(this.review)), "refusals",
				list("refusals", this.verdict.refusals()), "affected", affected(), "filter",
				(this.review.changes().size() > MANY) ? filter() : "", "contents", contents(), "sections",
				sections(this.sections, "s"), "text", SideBySide.of(this.difference), "earlier", earlier());
		// In one pass, because a contract may have such a name in its texts.
		return NAME.matcher(template())
			.replaceAll((name) -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")));
	}

	private static String list(String name, List<String> texts) {
		return texts.isEmpty() ? ""
				: texts.stream()
					.map((text) -> "<li>" + codes(text) + "</li>")
					.collect(Collectors.joining("\n", "<ul class=\"" + name + "\">\n", "\n</ul>"));
	}

	private String affected() {
		List<Affected> affected = Affected.of(this.review);
		if (affected.isEmpty()) {
			return "";
		}
		List<String> texts = affected.stream()
			.map((some) -> some.clients() + ": " + String.join("; ", some.reasons()) + ".")
			.toList();
		return "<section>\n<h2>Who breaks</h2>\n" + list("plain", texts) + migration(this.verdict.migration())
				+ "\n</section>";
	}

	private static String migration(@Nullable List<String> migration) {
		if (migration == null) {
			return "";
		}
		return "\n<h2>What they have to do</h2>\n"
				+ (migration.isEmpty() ? "<p>The change log does not say it yet.</p>" : list("plain", migration));
	}

	private static String filter() {
		return """
				<form class="filter">
				<label><input type="checkbox" value="breaking" checked> Breaking</label>
				<label><input type="checkbox" value="addition" checked> Additions</label>
				<label><input type="checkbox" value="wording" checked> Wording</label>
				<label>Containing <input type="search" placeholder="an operation, a schema, a rule"></label>
				</form>""";
	}

	private String contents() {
		if (this.sections.size() <= MANY) {
			return "";
		}
		StringBuilder contents = new StringBuilder("<nav><h2>Contents</h2>\n<ul class=\"plain\">\n");
		for (int i = 0; i < this.sections.size(); i++) {
			Section section = this.sections.get(i);
			contents.append("<li><a href=\"#s")
				.append(i)
				.append("\">")
				.append(escape(section.title()))
				.append("</a> (")
				.append(section.changes().size())
				.append(")</li>\n");
		}
		return contents.append("</ul></nav>").toString();
	}

	/**
	 * What was there already before the change that is reviewed, and what of that is
	 * gone.
	 */
	private String earlier() {
		List<Change> withdrawn = this.review.withdrawn();
		List<Change> earlier = this.review.earlier();
		return (withdrawn.isEmpty() ? "" : fold("Withdrawn or changed again: " + Summary.counts(withdrawn),
				"<ul>\n" + withdrawn.stream().map((change) -> item(change, "")).collect(Collectors.joining("\n"))
						+ "\n</ul>"))
				+ (earlier.isEmpty() ? "" : fold("Already there before: " + Summary.counts(earlier),
						sections(Section.of(earlier, this.comparison.after()), "e")));
	}

	private static String fold(String summary, String content) {
		return "<details><summary>" + summary + "</summary>\n" + content + "\n</details>\n";
	}

	private String sections(List<Section> sections, String id) {
		StringBuilder html = new StringBuilder();
		for (int i = 0; i < sections.size(); i++) {
			Section section = sections.get(i);
			html.append("<section class=\"changes\" id=\"")
				.append(id)
				.append(i)
				.append("\">\n<h2>")
				.append(escape(section.title()))
				.append("</h2>\n<ul>\n")
				.append(section.changes()
					.stream()
					.map((change) -> item(change, place(change)))
					.collect(Collectors.joining("\n")))
				.append("\n</ul>\n</section>\n");
		}
		return html.toString();
	}

	private String item(Change change, String place) {
		Excerpt excerpt = Excerpt.of(change.before(), change.after());
		String arrow = (excerpt.before() != null && excerpt.after() != null) ? " <span class=\"arrow\">→</span> " : "";
		String values = value("del", excerpt.before()) + arrow + value("ins", excerpt.after());
		return "<li class=\"" + change.weight().word() + "\"><span class=\"badge\">" + Summary.label(change.weight())
				+ "</span><div><p class=\"what\">" + codes(change.place())
				+ (change.usage().isEmpty() ? "" : " " + change.usage()) + ": <b>" + escape(change.rule().says())
				+ "</b></p>" + (values.isEmpty() ? "" : "<p class=\"values\">" + values + "</p>") + "<p class=\"why\">"
				+ codes(change.rule().why()) + place + "</p>" + details(NewOperation.of(this.comparison, change))
				+ "</div></li>";
	}

	private String place(Change change) {
		Links links = Links.configured();
		String place = links.place(this.comparison, change);
		String address = links.address(place);
		return place.isEmpty() ? "" : address.isEmpty() ? " <span class=\"place\">" + escape(place) + "</span>"
				: " <a class=\"place\" href=\"" + escape(address) + "\">" + escape(place) + "</a>";
	}

	private static String details(@Nullable NewOperation operation) {
		if (operation == null) {
			return "";
		}
		return (operation.summary() != null ? "<p>" + escape(operation.summary()) + "</p>" : "")
				+ (operation.scopes().isEmpty() ? "" : "<p>Scopes: " + codes(operation.scopes()) + "</p>")
				+ list("plain", operation.parameters()) + (operation.example() != null ? "<p>Example of "
						+ escape(operation.exampleOf()) + "</p><pre>" + escape(operation.example()) + "</pre>" : "");
	}

	private static String value(String element, @Nullable String text) {
		return (text == null || text.isEmpty()) ? "" : "<" + element + ">" + escape(text) + "</" + element + ">";
	}

	private static String codes(String text) {
		return escape(text).replaceAll("`([^`]*)`", "<code>$1</code>");
	}

	static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	private static String template() {
		try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
