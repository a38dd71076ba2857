package io.tagapi.spec.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.form.ContractForm;
import io.tagapi.spec.lint.HouseRules;

/**
 * Checks the form and the house rules of a contract.
 *
 * @param file the contract
 */
record LintCommand(Path file) {

	String run() {
		Contract contract = Contract.read(this.file);
		List<String> problems = new ArrayList<>(ContractForm.problems(contract));
		HouseRules.findings(contract).forEach((finding) -> problems.add(finding.toString()));
		if (!problems.isEmpty()) {
			throw new RefusedException(String.join("\n", problems));
		}
		return contract.source() + " is in form and keeps the house rules.";
	}

}
