package io.tagapi.spec.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.gate.ChangeLog;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.gate.Version;
import io.tagapi.spec.report.MarkdownReport;
import io.tagapi.spec.report.Summary;

/**
 * A release of the contract: its copy under <code>released</code>, and its entry in the
 * change log.
 *
 * @param folder the files
 * @param verdict the verdict over the working contract
 * @param refusals why it cannot be released, empty if it can
 */
record Release(SpecFolder folder, Verdict verdict, List<String> refusals) {

	/**
	 * Finds out whether the working contract can be released.
	 * @param folder the files
	 * @return the release, not yet written
	 */
	static Release prepare(SpecFolder folder) {
		return prepare(folder, Set.of());
	}

	/**
	 * Finds out whether the working contract can be released.
	 * @param folder the files
	 * @param without the house rules that are left out
	 * @return the release, not yet written
	 */
	static Release prepare(SpecFolder folder, Set<String> without) {
		Verdict verdict = folder.verdict();
		ContractComparison comparison = verdict.comparison();
		List<String> refusals = new ArrayList<>(verdict.refusals());
		Version version = Version.parse(comparison.after().version());
		if (version != null && folder.releases().versions().contains(version)) {
			refusals.add("Version " + version + " has been released already.");
		}
		else if (!comparison.isFirst() && comparison.weight() == null) {
			refusals.add(Summary.of(verdict));
		}
		refusals.addAll(LintCommand.problems(comparison.after(), without));
		return new Release(folder, verdict, List.copyOf(refusals));
	}

	String version() {
		return this.verdict.comparison().after().version();
	}

	/**
	 * Writes the copy and the entry.
	 * @param date the day of the release
	 */
	void write(LocalDate date) {
		try {
			Path copy = this.folder.releases().folder().resolve(version() + ".yaml");
			Files.createDirectories(this.folder.releases().folder());
			Files.copy(this.folder.contractFile(), copy);
			Path changeLog = this.folder.changeLogFile();
			Files.writeString(changeLog,
					ChangeLog.read(changeLog).release(version() + " (" + date + ")", entry()).text());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String entry() {
		ContractComparison comparison = this.verdict.comparison();
		if (comparison.isFirst()) {
			return "The first release.\n\n" + Operation.all(comparison.after())
				.stream()
				.map((operation) -> "* `" + operation.title() + "`: " + operation.id())
				.collect(Collectors.joining("\n"));
		}
		return MarkdownReport.sections(comparison, "###");
	}

}
