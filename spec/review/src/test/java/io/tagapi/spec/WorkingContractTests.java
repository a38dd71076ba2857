package io.tagapi.spec;

import java.nio.file.Path;
import java.util.List;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.UnreadableContractException;
import io.tagapi.spec.form.ContractForm;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.lint.Finding;
import io.tagapi.spec.lint.HouseRules;
import io.tagapi.spec.report.Refusal;
import io.tagapi.spec.report.Reports;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.fail;

/**
 * The review of <code>openapi.yaml</code> itself. If this fails, the contract is wrong,
 * not the code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkingContractTests {

	/** Maven runs the tests in the folder of their module. */
	private static final SpecFolder SPEC = new SpecFolder(Path.of(".."));

	@BeforeAll
	void isReadable() {
		try {
			SPEC.contract();
		}
		catch (UnreadableContractException ex) {
			fail(ex.getMessage());
		}
	}

	@Test
	void keepsTheHouseRules() {
		expectNone(HouseRules.findings(contract()).stream().map(Finding::toString).toList());
	}

	@Test
	void isInForm() {
		expectNone(ContractForm.problems(contract()));
	}

	@Test
	void mayFollowTheNewestRelease() {
		// when
		Verdict verdict = SPEC.verdict();
		Reports.write(verdict, SPEC.reports());

		// then
		if (!verdict.isAllowed()) {
			fail(Refusal.of(verdict, "spec/target/contract-changes.html"));
		}
	}

	/**
	 * One line for each problem, so that the first one is in the last lines of the build.
	 */
	private static void expectNone(List<String> problems) {
		if (!problems.isEmpty()) {
			fail(String.join("\n", problems));
		}
	}

	private static Contract contract() {
		return SPEC.contract();
	}

}
