package io.tagapi.spec.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.tagapi.spec.gate.Verdict;

/**
 * Puts the reports where people look for them.
 */
public final class Reports {

	private Reports() {
	}

	/**
	 * Writes <code>contract-changes.md</code>, <code>contract-changes.html</code>, and
	 * <code>contract-changes-comment.md</code>, which fits a comment.
	 * @param verdict the verdict to explain
	 * @param folder where to write
	 * @return what <code>contract-changes.md</code> says
	 */
	public static String write(Verdict verdict, Path folder) {
		try {
			Files.createDirectories(folder);
			TextDifference difference = TextDifference.of(verdict.comparison());
			String markdown = MarkdownReport.of(verdict, difference);
			Files.writeString(folder.resolve("contract-changes.md"), markdown);
			Files.writeString(folder.resolve("contract-changes-comment.md"),
					MarkdownReport.comment(verdict, difference));
			Files.writeString(folder.resolve("contract-changes.html"), HtmlReport.of(verdict, difference));
			Files.writeString(folder.resolve("contract-changes.json"), JsonReport.of(verdict));
			return markdown;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
