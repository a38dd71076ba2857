package io.tagapi.spec.report;

import java.nio.file.Path;
import java.util.List;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.edit.ContractEdit;
import io.tagapi.spec.edit.ContractEdit.Step;
import io.tagapi.spec.gate.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reports for people.
 */
class ReportTests {

	private static final Contract BASE = Contract.read(Path.of("src/test/resources/io/tagapi/spec/corpus/base.yaml"));

	@Test
	void tellsWhatChangedBreakingFirst() {
		// given
		Verdict verdict = verdict(new Step("remove", "/components/schemas/Tag/properties/description", null),
				new Step("replace", "/components/parameters/PageSize/schema/maximum", 50),
				new Step("replace", "/paths/~1tags/get/summary", "List all tags"),
				new Step("add", "/components/schemas/ErrorResponse/properties/code/x-extensible-enum/-", "4090000"));

		// when, then
		assertThat(MarkdownReport.of(verdict)).isEqualTo(
				"""
						# Changes of the contract

						**Breaking: 2 breaking changes, 1 addition, 1 change of wording since 1.0.0. Deserves at least version 2.0.0, and is 1.0.0. Refused.**

						> info.version is 1.0.0, but since 1.0.0 the breaking changes make it at least 2.0.0.

						## listTags, createTag, archiveTag

						* **Breaking** · `Tag.description` in responses: property removed. *Clients that read it find nothing.*

						## listTags

						* **Breaking** · query parameter `pageSize`: limit tightened, `maximum 100` → `maximum 50`. *Requests beyond the new limit are refused.*
						* **Wording** · summary of the operation: wording changed, `List tags` → `List all tags`.

						## All operations

						* **Addition** · `ErrorResponse.code` in responses: known value added, `4090000`.
						""");
		assertThat(HtmlReport.of(verdict)).contains("<title>Breaking · Changes of the contract</title>",
				"<code>Tag.description</code> in responses: <b>property removed</b>",
				"<del>maximum 100</del> <span class=\"arrow\">→</span> <ins>maximum 50</ins>",
				"<p class=\"refusal\">info.version is 1.0.0");
	}

	@Test
	void isEmptyWhenNothingChanged() {
		assertThat(MarkdownReport.of(Verdict.of(ContractComparison.of(BASE, BASE), null)))
			.isEqualTo("# Changes of the contract\n\n**No changes since 1.0.0.**\n");
	}

	@Test
	void tellsThatThereIsNoPredecessor() {
		assertThat(MarkdownReport.of(Verdict.of(ContractComparison.first(BASE), null)))
			.contains("**First version: 1.0.0 has no released contract to be compared with.**");
	}

	@Test
	void escapesWhatTheContractSays() {
		assertThat(
				HtmlReport.of(verdict(new Step("replace", "/paths/~1tags/get/summary", "<script>alert(1)</script>"))))
			.contains("<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>")
			.doesNotContain("<script>");
	}

	@Test
	void showsOfLongTextsOnlyWhatDiffers() {
		// given
		String before = "The quick brown fox jumps over the lazy dog while the sun sets behind the hills of the north.";

		// when
		Excerpt excerpt = Excerpt.of(before, before.replace("lazy", "sleeping"));

		// then
		assertThat(excerpt.before()).isEqualTo("… brown fox jumps over the lazy dog while the sun sets behind …");
		assertThat(excerpt.after()).isEqualTo("… brown fox jumps over the sleeping dog while the sun sets behind …");
	}

	private static Verdict verdict(Step... steps) {
		Contract edited = new ContractEdit(List.of(steps)).apply(BASE, "edited");
		return Verdict.of(ContractComparison.of(BASE, edited), null);
	}

}
