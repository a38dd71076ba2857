package io.tagapi.spec;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.UnreadableContractException;
import io.tagapi.spec.form.ContractForm;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Verdict;
import io.tagapi.spec.lint.HouseRules;
import io.tagapi.spec.report.Reports;
import io.tagapi.spec.report.Summary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * The review of <code>openapi.yaml</code> itself. If this fails, the contract is wrong,
 * not the code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkingContractTests {

	@BeforeAll
	void canBeRead() {
		try {
			SpecFolder.HERE.contract();
		}
		catch (UnreadableContractException ex) {
			fail(ex.getMessage());
		}
	}

	@Test
	void keepsTheHouseRules() {
		assertThat(HouseRules.findings(contract())).isEmpty();
	}

	@Test
	void isInForm() {
		assertThat(ContractForm.problems(contract())).isEmpty();
	}

	@Test
	void mayFollowTheNewestRelease() {
		// when
		Verdict verdict = SpecFolder.HERE.verdict();
		Reports.write(verdict, SpecFolder.HERE.reports());

		// then
		assertThat(verdict.refusals()).as("%s See spec/target/contract-changes.html. The gate", Summary.of(verdict))
			.isEmpty();
	}

	private static Contract contract() {
		return SpecFolder.HERE.contract();
	}

}
