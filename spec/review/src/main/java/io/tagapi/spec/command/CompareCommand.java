package io.tagapi.spec.command;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.report.Reports;
import org.jspecify.annotations.Nullable;

/**
 * Compares any two contracts, and writes both reports.
 */
final class CompareCommand {

	private final SpecFolder spec;

	private final @Nullable String from;

	private final @Nullable String to;

	/**
	 * Compares two contracts.
	 * @param spec the contract that is worked on, and its releases
	 * @param from the older one, or null for the newest release
	 * @param to the newer one, or null for the working contract
	 */
	CompareCommand(SpecFolder spec, @Nullable String from, @Nullable String to) {
		this.spec = spec;
		this.from = from;
		this.to = to;
	}

	String run() {
		return Reports.write(verdict(), this.spec.reports());
	}

	private Verdict verdict() {
		if (this.from == null && this.to == null) {
			return this.spec.verdict();
		}
		ContractSource sources = new ContractSource(this.spec);
		Supplier<Contract> before = () -> (this.from != null) ? sources.find(this.from) : sources.newestRelease();
		Supplier<Contract> after = () -> (this.to != null) ? sources.find(this.to) : this.spec.contract();
		// Large contracts take longer to read than to compare.
		List<Contract> both = Stream.of(before, after).parallel().map(Supplier::get).toList();
		return Verdict.of(ContractComparison.of(both.getFirst(), both.getLast()), null);
	}

}
