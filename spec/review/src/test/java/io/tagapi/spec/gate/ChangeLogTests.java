package io.tagapi.spec.gate;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The change log of the contract.
 */
class ChangeLogTests {

	@Test
	void itIsNamedWithItsDirectory() {
		assertThat(ChangeLog.read(Path.of("../CHANGELOG.md")).name()).isEqualTo("spec/CHANGELOG.md");
	}

	@Test
	void putsTheNewestEntryOnTopAndKeepsWhatIsWrittenByHand() {
		// given
		ChangeLog changeLog = ChangeLog.of("CHANGELOG.md", """
				# Change log

				## Unreleased

				- **Breaking:** Call getTags.

				## 1.0.0 (2026-01-01)

				The first release.
				""");

		// when
		ChangeLog released = changeLog.release("2.0.0 (2026-02-01)", "\n### listTags\n\n* Something.\n");

		// then
		assertThat(released.text()).isEqualTo("""
				# Change log

				## Unreleased

				## 2.0.0 (2026-02-01)

				- **Breaking:** Call getTags.

				### listTags

				* Something.

				## 1.0.0 (2026-01-01)

				The first release.
				""");
	}

	@Test
	void canBeStarted() {
		assertThat(ChangeLog.of("CHANGELOG.md", "").release("1.0.0 (2026-01-01)", "The first release.").text())
			.isEqualTo("## Unreleased\n\n## 1.0.0 (2026-01-01)\n\nThe first release.\n");
	}

}
