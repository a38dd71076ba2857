package io.tagapi.spec.gate;

import java.util.List;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.edit.ContractEdit;
import io.tagapi.spec.edit.ContractEdit.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Versions follow from changes.
 */
class VerdictTests {

	private static final Contract RELEASED = Contract.parse("released.yaml", """
			openapi: 3.0.4
			info:
			  title: Tag API
			  version: 1.2.3
			paths:
			  /tags:
			    get:
			      operationId: listTags
			      deprecated: false
			      responses:
			        '204':
			          description: Nothing.
			""");

	private static final String OPERATION_ID = "/paths/~1tags/get/operationId";

	private static final String DEPRECATED = "/paths/~1tags/get/deprecated";

	private static final String DESCRIPTION = "/paths/~1tags/get/responses/204/description";

	private static final ChangeLog ANNOUNCED = ChangeLog.of("CHANGELOG.md",
			"## Unreleased\n\n- **Breaking:** listTags is called getTags.\n");

	@ParameterizedTest
	@CsvSource({ OPERATION_ID + ", getTags, 2.0.0, 1.3.0", DEPRECATED + ", true, 1.3.0, 1.2.4",
			DESCRIPTION + ", Not a thing., 1.2.4, 1.2.3" })
	void refusesAVersionThatIsTooLow(String path, String value, String least, String tooLow) {
		assertThat(verdict(path, value, least, ANNOUNCED).refusals()).isEmpty();
		assertThat(verdict(path, value, tooLow, ANNOUNCED).refusals()).singleElement()
			.asString()
			.startsWith("info.version is " + tooLow + ", but since 1.2.3 ")
			.endsWith(" make it at least " + least + ".");
	}

	@Test
	void allowsAHigherVersion() {
		assertThat(verdict(DESCRIPTION, "Not a thing.", "2.0.0", ANNOUNCED).isAllowed()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "1.2.5", "1.4.0", "2.0.1", "9.7.0" })
	void refusesAVersionThatLeavesOutOthers(String version) {
		assertThat(verdict(DESCRIPTION, "Not a thing.", version, ANNOUNCED).refusals())
			.containsExactly("info.version is " + version
					+ ", which leaves out versions: with these changes, 1.2.4, 1.3.0 or 2.0.0 comes after 1.2.3.");
	}

	@Test
	void comparesAnyTwoVersions() {
		// given
		Contract edited = new ContractEdit(List.of(new Step("replace", "/info/version", "9.7.0"))).apply(RELEASED,
				"edited.yaml");

		// when, then
		assertThat(Verdict.of(ContractComparison.of(RELEASED, edited), null).isAllowed()).isTrue();
	}

	@Test
	void allowsTheReleasedContractItself() {
		assertThat(verdict(DESCRIPTION, "Nothing.", "1.2.3", ANNOUNCED).isAllowed()).isTrue();
	}

	@Test
	void refusesToGoBack() {
		assertThat(verdict(DESCRIPTION, "Nothing.", "1.2.2", ANNOUNCED).isAllowed()).isFalse();
	}

	@Test
	void refusesABreakingChangeThatTheChangeLogDoesNotAnnounce() {
		// given
		ChangeLog silent = ChangeLog.of("CHANGELOG.md",
				"## Unreleased\n\n- Something else.\n\n## 1.2.3\n\n- **Breaking:** An older one.\n");

		// when
		Verdict verdict = verdict(OPERATION_ID, "getTags", "2.0.0", silent);

		// then
		assertThat(verdict.refusals()).containsExactly("A breaking change needs a line under `## Unreleased` in"
				+ " CHANGELOG.md that begins with `- **Breaking:**` and says what clients have to do.");
	}

	@Test
	void refusesWhatIsNoVersion() {
		assertThat(verdict(DESCRIPTION, "Nothing.", "1.2", ANNOUNCED).refusals())
			.containsExactly("info.version of edited.yaml is 1.2, which is no version of the form 1.2.3.");
	}

	@Test
	void breakingContractsWithoutSuchVersionsAreRejected() {
		assertThat(verdict(DESCRIPTION, "Not a thing.", "2026-11", null).isAllowed()).isTrue();
		assertThat(verdict(OPERATION_ID, "getTags", "2026-11", null).refusals()).containsExactly(
				"The change is breaking, and versions that are not of the form 1.2.3 (1.2.3 and 2026-11) do not tell clients so.");
	}

	@Test
	void allowsAFirstContract() {
		assertThat(Verdict.of(ContractComparison.first(RELEASED), ANNOUNCED).isAllowed()).isTrue();
	}

	private static Verdict verdict(String path, Object value, String version, @Nullable ChangeLog changeLog) {
		Object typed = path.equals(DEPRECATED) ? Boolean.valueOf(String.valueOf(value)) : value;
		Contract edited = new ContractEdit(
				List.of(new Step("replace", path, typed), new Step("replace", "/info/version", version)))
			.apply(RELEASED, "edited.yaml");
		return Verdict.of(ContractComparison.of(RELEASED, edited), changeLog);
	}

}
