package io.tagapi.spec.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The report for a browser: one file that needs no other, in light and dark, and on
 * paper.
 */
public final class HtmlReport {

	private HtmlReport() {
	}

	/**
	 * Writes the report.
	 * @param verdict the verdict to explain
	 * @return HTML
	 */
	public static String of(Verdict verdict) {
		Weight weight = verdict.comparison().weight();
		return template().replace("{{class}}", (weight != null) ? weight.word() : "none")
			.replace("{{headline}}", Summary.headline(verdict))
			.replace("{{summary}}", sentence(Summary.details(verdict)))
			.replace("{{refusals}}",
					verdict.refusals()
						.stream()
						.map((refusal) -> "<p class=\"refusal\">" + escape(refusal) + "</p>")
						.collect(Collectors.joining("\n")))
			.replace("{{sections}}",
					Section.of(verdict.comparison())
						.stream()
						.map(HtmlReport::section)
						.collect(Collectors.joining("\n")));
	}

	private static String sentence(String details) {
		String text = details.replaceFirst("^:? ", "");
		return escape(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
	}

	private static String section(Section section) {
		return "<section>\n<h2>" + escape(section.title()) + "</h2>\n<ul>\n"
				+ section.changes().stream().map(HtmlReport::item).collect(Collectors.joining("\n"))
				+ "\n</ul>\n</section>";
	}

	private static String item(Change change) {
		Excerpt excerpt = Excerpt.of(change.before(), change.after());
		String arrow = (excerpt.before() != null && excerpt.after() != null) ? " <span class=\"arrow\">→</span> " : "";
		String values = value("del", excerpt.before()) + arrow + value("ins", excerpt.after());
		return "<li class=\"" + change.weight().word() + "\"><span class=\"badge\">" + Summary.label(change.weight())
				+ "</span><div><p class=\"what\">" + codes(change.place())
				+ (change.usage().isEmpty() ? "" : " " + change.usage()) + ": <b>" + escape(change.rule().says())
				+ "</b></p>" + (values.isEmpty() ? "" : "<p class=\"values\">" + values + "</p>") + "<p class=\"why\">"
				+ escape(change.rule().why()) + "</p></div></li>";
	}

	private static String value(String element, @Nullable String text) {
		return (text == null || text.isEmpty()) ? "" : "<" + element + ">" + escape(text) + "</" + element + ">";
	}

	private static String codes(String text) {
		return escape(text).replaceAll("`([^`]*)`", "<code>$1</code>");
	}

	private static String escape(String text) {
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
