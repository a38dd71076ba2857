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
	 * Writes the reports on all changes since a release.
	 * @param verdict the verdict to explain
	 * @param folder where to write
	 * @return what <code>contract-changes.md</code> says
	 */
	public static String write(Verdict verdict, Path folder) {
		return write(new Review(verdict, null), folder);
	}

	/**
	 * Writes <code>contract-changes.md</code>, <code>contract-changes.html</code>,
	 * <code>contract-changes.json</code>, and <code>contract-changes-comment.md</code>,
	 * which fits a comment.
	 * @param review the review to explain
	 * @param folder where to write
	 * @return what <code>contract-changes.md</code> says
	 */
	public static String write(Review review, Path folder) {
		try {
			Files.createDirectories(folder);
			TextDifference difference = TextDifference.of(review);
			String markdown = MarkdownReport.of(review, difference);
			Files.writeString(folder.resolve("contract-changes.md"), markdown);
			Files.writeString(folder.resolve("contract-changes-comment.md"),
					MarkdownReport.comment(review, difference));
			Files.writeString(folder.resolve("contract-changes.html"), HtmlReport.of(review, difference));
			Files.writeString(folder.resolve("contract-changes.json"), JsonReport.of(review));
			return markdown;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
