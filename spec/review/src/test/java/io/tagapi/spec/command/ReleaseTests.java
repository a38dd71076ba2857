package io.tagapi.spec.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

import io.tagapi.spec.edit.BaseContract;
import io.tagapi.spec.gate.SpecFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Releases of the contract.
 */
class ReleaseTests {

	private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private SpecFolder spec = new SpecFolder(Path.of(""));

	@BeforeEach
	void copyContract() throws IOException {
		this.spec = new SpecFolder(Files.createDirectory(this.folder.resolve("spec")));
		Files.writeString(this.spec.contractFile(), BaseContract.ofHouseRules().text());
		new FormatCommand(this.spec.contractFile()).run();
		Files.writeString(this.spec.changeLogFile(), "# Change log\n");
	}

	@Test
	void theFirstHasNoPredecessor() {
		// when
		Release.prepare(this.spec).write(DAY);

		// then
		assertThat(this.folder.resolve("spec/released/1.0.0.yaml")).hasSameBinaryContentAs(this.spec.contractFile());
		assertThat(this.spec.changeLogFile()).content()
			.startsWith(
					"# Change log\n\n## Unreleased\n\n## 1.0.0 (2026-01-31)\n\nThe first release.\n\n* `GET /tags`: listTags\n");
	}

	@Test
	void theNextTellsWhatChanged() throws IOException {
		// given
		Release.prepare(this.spec).write(DAY);
		edit("version: 1.0.0", "version: 1.1.0");
		edit("x-extensible-enum: [MANUAL, IMPORTED]", "x-extensible-enum: [MANUAL, IMPORTED, RULE]");

		// when
		Release release = Release.prepare(this.spec);
		release.write(DAY.plusDays(1));

		// then
		assertThat(release.refusals()).isEmpty();
		assertThat(this.folder.resolve("spec/released/1.1.0.yaml")).exists();
		assertThat(this.spec.changeLogFile()).content().contains("""
				## 1.1.0 (2026-02-01)

				### listTags, createTag, archiveTag

				* **Addition** · `Tag.predefinedType` in responses: known value added, `RULE`.

				## 1.0.0 (2026-01-31)
				""");
	}

	@Test
	void isRejectedWhenNothingChanged() {
		Release.prepare(this.spec).write(DAY);
		assertThat(Release.prepare(this.spec).refusals()).containsExactly("Version 1.0.0 has been released already.");
	}

	@Test
	void isRejectedWhenOnlyTheVersionChanged() throws IOException {
		Release.prepare(this.spec).write(DAY);
		edit("version: 1.0.0", "version: 1.0.1");
		assertThat(Release.prepare(this.spec).refusals()).containsExactly("No changes since 1.0.0.");
	}

	@Test
	void isRejectedWhenTheVersionIsTooLow() throws IOException {
		Release.prepare(this.spec).write(DAY);
		edit("version: 1.0.0", "version: 1.1.0");
		edit("operationId: listTags", "operationId: getTags");
		assertThat(Release.prepare(this.spec).refusals()).hasSize(2)
			.first()
			.asString()
			.contains("make it at least 2.0.0");
	}

	@Test
	void isRejectedWhenAHouseRuleIsBroken() throws IOException {
		edit("      summary: List tags\n", "");
		assertThat(Release.prepare(this.spec).refusals()).singleElement()
			.asString()
			.startsWith("spec/openapi.yaml:22: described: 'get' has no summary");
	}

	@Test
	void isRejectedOutsideOfARepository() {
		assertThat(new Git(this.folder).show("HEAD")).isNull();
	}

	private void edit(String what, String with) throws IOException {
		String text = Files.readString(this.spec.contractFile());
		assertThat(text).contains(what);
		Files.writeString(this.spec.contractFile(), text.replace(what, with));
	}

}
