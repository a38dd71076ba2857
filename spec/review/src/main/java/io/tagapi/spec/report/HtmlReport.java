package io.tagapi.spec.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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

	private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

	private final Verdict verdict;

	private final TextDifference difference;

	private final ContractComparison comparison;

	private final List<Section> sections;

	private HtmlReport(Verdict verdict, TextDifference difference) {
		this.verdict = verdict;
		this.difference = difference;
		this.comparison = verdict.comparison();
		this.sections = Section.of(this.comparison);
	}

	/**
	 * Writes the report.
	 * @param verdict the verdict to explain
	 * @return HTML
	 */
	public static String of(Verdict verdict) {
		return of(verdict, TextDifference.of(verdict.comparison()));
	}

	static String of(Verdict verdict, TextDifference difference) {
		return new HtmlReport(verdict, difference).write();
	}

	private String write() {
		Weight weight = this.comparison.weight();
		Map<String, String> values = Map.of("class",
				((weight != null) ? weight.word() : "none") + (this.verdict.isAllowed() ? "" : " refused"), "headline",
				Summary.headline(this.verdict), "summary", sentence(Summary.details(this.verdict)), "refusals",
				list("refusals", this.verdict.refusals()), "affected", affected(), "filter",
				(this.comparison.changes().size() > MANY) ? filter() : "", "contents", contents(), "sections",
				sections(), "text", SideBySide.of(this.difference));
		// In one go, because the contract may say {{text}} itself.
		return PLACE.matcher(template())
			.replaceAll((place) -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
	}

	private static String sentence(String details) {
		String text = details.replaceFirst("^:? ", "");
		return escape(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
	}

	private static String list(String name, List<String> texts) {
		return texts.isEmpty() ? ""
				: texts.stream()
					.map((text) -> "<li>" + codes(text) + "</li>")
					.collect(Collectors.joining("\n", "<ul class=\"" + name + "\">\n", "\n</ul>"));
	}

	private String affected() {
		List<Affected> affected = Affected.of(this.comparison);
		if (affected.isEmpty()) {
			return "";
		}
		List<String> texts = affected.stream()
			.map((some) -> some.clients() + ": " + String.join("; ", some.reasons()) + ".")
			.toList();
		String migration = this.verdict.migration().isEmpty()
				? "<p>Not announced: a line <code>- **Breaking:** …</code> in the change log would say it.</p>"
				: list("plain", this.verdict.migration());
		return "<section>\n<h2>Who breaks</h2>\n" + list("plain", texts) + "\n<h2>What they have to do</h2>\n"
				+ migration + "\n</section>";
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

	private String sections() {
		StringBuilder html = new StringBuilder();
		for (int i = 0; i < this.sections.size(); i++) {
			Section section = this.sections.get(i);
			html.append("<section class=\"changes\" id=\"s")
				.append(i)
				.append("\">\n<h2>")
				.append(escape(section.title()))
				.append("</h2>\n<ul>\n")
				.append(section.changes().stream().map(this::item).collect(Collectors.joining("\n")))
				.append("\n</ul>\n</section>\n");
		}
		return html.toString();
	}

	private String item(Change change) {
		Excerpt excerpt = Excerpt.of(change.before(), change.after());
		String arrow = (excerpt.before() != null && excerpt.after() != null) ? " <span class=\"arrow\">→</span> " : "";
		String values = value("del", excerpt.before()) + arrow + value("ins", excerpt.after());
		return "<li class=\"" + change.weight().word() + "\"><span class=\"badge\">" + Summary.label(change.weight())
				+ "</span><div><p class=\"what\">" + codes(change.place())
				+ (change.usage().isEmpty() ? "" : " " + change.usage()) + ": <b>" + escape(change.rule().says())
				+ "</b></p>" + (values.isEmpty() ? "" : "<p class=\"values\">" + values + "</p>") + "<p class=\"why\">"
				+ codes(change.rule().why()) + place(change) + "</p>"
				+ details(NewOperation.of(this.comparison, change)) + "</div></li>";
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
				+ list("plain", operation.parameters())
				+ (operation.example() != null ? "<pre>" + escape(operation.example()) + "</pre>" : "");
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
