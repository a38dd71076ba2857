package io.tagapi.spec.command;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.report.MarkdownReport;
import io.tagapi.spec.report.Reports;
import org.jspecify.annotations.Nullable;

/**
 * Compares any two contracts, and writes both reports.
 */
final class CompareCommand {

	private final @Nullable String from;

	private final @Nullable String to;

	/**
	 * Compares two contracts.
	 * @param from the older one, or null for the newest release
	 * @param to the newer one, or null for the working contract
	 */
	CompareCommand(@Nullable String from, @Nullable String to) {
		this.from = from;
		this.to = to;
	}

	String run() {
		Verdict verdict = verdict();
		Reports.write(verdict, SpecFolder.HERE.reports());
		return MarkdownReport.of(verdict);
	}

	private Verdict verdict() {
		if (this.from == null && this.to == null) {
			return SpecFolder.HERE.verdict();
		}
		ContractSource sources = new ContractSource(SpecFolder.HERE);
		Contract after = (this.to != null) ? sources.find(this.to) : SpecFolder.HERE.contract();
		Contract before = (this.from != null) ? sources.find(this.from) : sources.newestRelease();
		return Verdict.of(ContractComparison.of(before, after), null);
	}

}
