package io.tagapi.spec.lint;

import java.nio.file.Path;
import java.util.List;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.edit.BaseContract;
import io.tagapi.spec.edit.EditFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each house rule finds what it is there for. The folder of a case is named after its
 * rule.
 */
class HouseRulesTests {

	private static final Path RESOURCES = Path.of("src/test/resources/io/tagapi/spec");

	private static final Contract BASE = BaseContract.ofHouseRules();

	@ParameterizedTest
	@MethodSource("cases")
	void findsTheBreach(EditFile breach) {
		// given
		Contract contract = breach.apply(BASE);

		// when
		List<Finding> findings = HouseRules.findings(contract);

		// then
		assertThat(findings).extracting(HouseRulesTests::ruleAndPlace)
			.contains(breach.name().substring(0, breach.name().indexOf('/')) + " " + breach.text("finding"));
	}

	@Test
	void correctContractsHaveNoFindings() {
		assertThat(HouseRules.findings(BASE)).isEmpty();
	}

	@Test
	void haveACaseEach() {
		assertThat(cases()).extracting((breach) -> breach.name().substring(0, breach.name().indexOf('/')))
			.containsAll(HouseRules.names());
	}

	private static List<EditFile> cases() {
		return EditFile.all(RESOURCES.resolve("lint"));
	}

	private static String ruleAndPlace(Finding finding) {
		return finding.rule() + " " + finding.part().pointer();
	}

}
