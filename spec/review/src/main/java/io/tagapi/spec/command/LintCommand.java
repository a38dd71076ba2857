package io.tagapi.spec.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.UnreadableContractException;
import io.tagapi.spec.form.ContractForm;
import io.tagapi.spec.lint.Finding;
import io.tagapi.spec.lint.HouseRules;

/**
 * Checks the form and the house rules of a contract.
 *
 * @param file the contract
 * @param without the rules that are left out; "form" is one of them, "all" is all of them
 */
record LintCommand(Path file, Set<String> without) {

	private static final String FORM = "form";

	private static final String ALL = "all";

	LintCommand(Path file) {
		this(file, Set.of());
	}

	String run() {
		Contract contract = Contract.read(this.file);
		List<String> problems = problems(contract, this.without);
		if (!problems.isEmpty()) {
			throw new RefusedException(String.join("\n", problems));
		}
		return contract.source() + (this.without.isEmpty() ? " is in form and keeps the house rules."
				: " keeps the rules that are not left out.");
	}

	/**
	 * Finds the problems of a contract.
	 * @param contract the contract
	 * @param without the rules that are left out
	 * @return one line for each problem and, if they are of several kinds, one that
	 * counts them
	 */
	static List<String> problems(Contract contract, Set<String> without) {
		if (without.equals(Set.of(ALL))) {
			return List.of();
		}
		Set<String> unknown = without.stream()
			.filter((rule) -> !rule.equals(FORM) && !HouseRules.names().contains(rule))
			.collect(Collectors.toSet());
		if (!unknown.isEmpty()) {
			throw new RefusedException("There is no rule " + String.join(", ", unknown) + ". The rules are form, "
					+ String.join(", ", HouseRules.names()) + "; all leaves out all of them.");
		}
		Map<String, Integer> counts = new LinkedHashMap<>();
		List<String> problems = new ArrayList<>();
		for (String problem : without.contains(FORM) ? List.<String>of() : form(contract)) {
			problems.add(problem);
			counts.merge(FORM, 1, Integer::sum);
		}
		for (Finding finding : HouseRules.findings(contract)) {
			if (!without.contains(finding.rule())) {
				problems.add(finding.toString());
				counts.merge(finding.rule(), 1, Integer::sum);
			}
		}
		if (counts.size() > 1) {
			problems.add(problems.size() + " problems: "
					+ counts.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + " " + entry.getValue())
						.collect(Collectors.joining(", ")));
		}
		return problems;
	}

	/** A file that cannot be brought into form has house rules all the same. */
	private static List<String> form(Contract contract) {
		try {
			return ContractForm.problems(contract);
		}
		catch (UnreadableContractException ex) {
			return List.of(String.valueOf(ex.getMessage()));
		}
	}

}
