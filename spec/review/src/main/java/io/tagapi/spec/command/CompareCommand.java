package io.tagapi.spec.command;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.report.Reports;
import io.tagapi.spec.report.Review;
import org.jspecify.annotations.Nullable;

/**
 * Compares any two contracts, and writes the reports.
 */
final class CompareCommand {

	private final @Nullable SpecFolder spec;

	private final @Nullable String from;

	private final @Nullable String to;

	private final @Nullable String since;

	/**
	 * Compares two contracts.
	 * @param spec the contract that is worked on, and its releases, or null if there is
	 * none here
	 * @param from the older one, or null for the newest release
	 * @param to the newer one, or null for the working contract
	 * @param since one between them, up to which the changes are not new, or null
	 */
	CompareCommand(@Nullable SpecFolder spec, @Nullable String from, @Nullable String to, @Nullable String since) {
		this.spec = spec;
		this.from = from;
		this.to = to;
		this.since = since;
	}

	/** Where the reports are written. */
	Path reports() {
		return (this.spec != null) ? this.spec.reports() : Path.of("target");
	}

	Review review() {
		Verdict verdict = verdict();
		ContractComparison comparison = verdict.comparison();
		if (this.since == null || comparison.isFirst()) {
			return new Review(verdict, null);
		}
		ContractSource sources = new ContractSource(this.spec);
		// Only the working contract is known to be one of the current branch.
		Contract between = (this.to == null) ? sources.start(this.since) : sources.find(this.since, this.to);
		return new Review(verdict, ContractComparison.of(comparison.predecessor(), between));
	}

	String run() {
		return Reports.write(review(), reports());
	}

	private Verdict verdict() {
		if (this.from == null && this.to == null) {
			return working().verdict();
		}
		ContractSource sources = new ContractSource(this.spec);
		Supplier<Contract> before = () -> (this.from != null) ? sources.find(this.from, this.to)
				: sources.newestRelease();
		Supplier<Contract> after = () -> (this.to != null) ? sources.find(this.to, this.from) : working().contract();
		// Large contracts take longer to read than to compare.
		List<Contract> both = Stream.of(before, after).parallel().map(Supplier::get).toList();
		return Verdict.of(ContractComparison.of(both.getFirst(), both.getLast()), null);
	}

	private SpecFolder working() {
		if (this.spec == null) {
			throw Main.noContract();
		}
		return this.spec;
	}

}
