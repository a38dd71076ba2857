package io.tagapi.spec.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

	private static final Contract BASE = Contract.read(Path.of("src/test/resources/io/tagapi/spec/corpus/base.yaml"),
			"base.yaml");

	@Test
	void tellsWhatChangedBreakingFirst() {
		// given
		Verdict verdict = verdict(new Step("remove", "/components/schemas/Tag/properties/description", null),
				new Step("replace", "/components/parameters/PageSize/schema/maximum", 50),
				new Step("replace", "/paths/~1tags/get/summary", "List all tags"),
				new Step("add", "/components/schemas/ErrorResponse/properties/code/x-extensible-enum/-", "4090000"));

		// when, then
		assertThat(withoutText(MarkdownReport.of(verdict))).isEqualTo(
				"""
						# Changes of the contract

						**Refused until info.version is at least 2.0.0. Breaking: 2 breaking changes, 1 addition, 1 change of wording since 1.0.0.**

						* info.version is 1.0.0, but since 1.0.0 the breaking changes make it at least 2.0.0.

						## Who breaks

						* Clients of `listTags`: `Tag.description`: property removed; query parameter `pageSize`: limit tightened.
						* Clients of `createTag` and `archiveTag`: `Tag.description`: property removed.

						## listTags, createTag, archiveTag

						* **Breaking** · `Tag.description` in responses: property removed. *Clients that read it find nothing.* (base.yaml:380)

						## listTags

						* **Breaking** · query parameter `pageSize`: limit tightened, `maximum 100` → `maximum 50`. *Requests beyond the new limit are refused.* (edited:249)
						* **Wording** · summary of the operation: wording changed, `List tags` → `List all tags`. (edited:23)

						## All operations

						* **Addition** · `ErrorResponse.code` in responses: known value added, `4090000`. (edited:620)
						""");
		assertThat(HtmlReport.of(verdict)).contains(
				"<title>Refused until info.version is at least 2.0.0 · Changes of the contract</title>",
				"<p>Breaking: 2 breaking changes, 1 addition, 1 change of wording since 1.0.0.</p>",
				"<code>Tag.description</code> in responses: <b>property removed</b>",
				"<del>maximum 100</del> <span class=\"arrow\">→</span> <ins>maximum 50</ins>",
				"<ul class=\"refusals\">\n<li>info.version is 1.0.0",
				"<li>Clients of <code>createTag</code> and <code>archiveTag</code>: ",
				"<td class=\"old\">        maximum: 100</td><td class=\"new\">        maximum: 50</td>");
	}

	@Test
	void separatesEarlierChanges() {
		// given
		Step[] earlier = {
				new Step("add", "/components/schemas/ErrorResponse/properties/code/x-extensible-enum/-", "41"),
				new Step("replace", "/paths/~1tags/get/summary", "List some tags") };
		Step[] all = { earlier[0], new Step("replace", "/paths/~1tags/get/summary", "List all tags"),
				new Step("replace", "/info/version", "1.1.0") };

		// when
		Review review = new Review(verdict(all), verdict(earlier).comparison());

		// then
		assertThat(MarkdownReport.of(review, TextDifference.of(review)))
			.startsWith(
					"""
							# Changes of the contract

							**Allowed. Wording only: 1 change of wording here, besides 1 addition before it since 1.0.0. Version 1.1.0 fits.**

							## listTags

							* **Wording** · summary of the operation: wording changed, `List tags` → `List all tags`. (edited:23)
							""")
			.contains("-      summary: List some tags",
					"<summary>Withdrawn or changed again: 1 change of wording</summary>\n",
					"<summary>Already there before: 1 addition</summary>\n\n### All operations\n");
		assertThat(HtmlReport.of(review, TextDifference.of(review))).contains(
				"<summary>Withdrawn or changed again: 1 change of wording</summary>",
				"<summary>Already there before: 1 addition</summary>");
	}

	@Test
	void tellsWhetherAValueWasAddedOrRemoved() {
		assertThat(MarkdownReport.of(verdict(new Step("remove", "/paths/~1tags/get/summary", null))))
			.contains(": wording changed, `List tags` → nothing.");
	}

	@Test
	void linksToTheRevisionOfAFile() {
		// given
		Links links = new Links("https://example.org/a/b/blob/main");

		// when, then
		assertThat(links.address("api/orders.yaml:7"))
			.isEqualTo("https://example.org/a/b/blob/main/api/orders.yaml#L7");
		assertThat(links.address("3fa9c1b0e2d4:api/orders.yaml:7"))
			.isEqualTo("https://example.org/a/b/blob/3fa9c1b0e2d4/api/orders.yaml#L7");
	}

	@Test
	void namesOfAContractAreNoMarkup() {
		// given
		Verdict verdict = verdict(new Step("replace", "/info/version", "<b>2</b>\n# Heading"),
				new Step("add", "/components/schemas/Tag/properties/a`<i>\nb", Map.of("type", "string")),
				new Step("replace", "/paths/~1tags~1{tagId}/delete/operationId", "delete*<script>`\n# Heading"),
				new Step("replace", "/paths/~1tags/get/summary", "```` {{text}} ``"));

		// when
		String markdown = withoutText(MarkdownReport.of(verdict));

		// then
		assertThat(markdown).contains("of the form 1.2.3 (1.0.0 and `<b>2</b> # Heading`)",
				"`Tag.a\u02cb<i> b` in responses", "## delete\\*\\<script\\>\\` \\# Heading\n",
				"`List tags` → ````` ```` {{text}} `` `````");
		assertThat(markdown.lines()).doesNotContain("# Heading");
		assertThat(HtmlReport.of(verdict)).containsOnlyOnce("The text, side by side")
			.doesNotContain("<i>", "<script>`");
	}

	@Test
	void isEmptyWhenNothingChanged() {
		assertThat(MarkdownReport.of(Verdict.of(ContractComparison.of(BASE, BASE), null)))
			.isEqualTo("# Changes of the contract\n\n**No changes since 1.0.0.**\n");
	}

	@Test
	void reportsThatThereIsNoPredecessor() {
		assertThat(MarkdownReport.of(Verdict.of(ContractComparison.first(BASE), null)))
			.contains("**First version: 1.0.0 has no released contract to be compared with.**");
	}

	@Test
	void escapesWhatTheContractSays() {
		assertThat(
				HtmlReport.of(verdict(new Step("replace", "/paths/~1tags/get/summary", "<script>alert(1)</script>"))))
			.contains("<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>")
			.doesNotContain("<script>alert");
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

	@Test
	void reportsTheSameAsJson() {
		// given
		Verdict verdict = verdict(new Step("replace", "/components/parameters/PageSize/schema/maximum", 50));

		// when, then
		assertThat(JsonReport.of(new Review(verdict, null))).isEqualTo(
				"""
						{"allowed":false,\
						"summary":"Refused until info.version is at least 2.0.0. Breaking: 1 breaking change since 1.0.0.",\
						"refusals":["info.version is 1.0.0, but since 1.0.0 the breaking changes make it at least 2.0.0."],\
						"before":"base.yaml","after":"edited","leastVersion":"2.0.0",\
						"changes":[{"weight":"breaking","rule":"request-limit-tightened","place":"query parameter `pageSize`",\
						"usage":"","before":"maximum 100","after":"maximum 50","why":"Requests beyond the new limit are refused.",\
						"operations":["listTags"],"lineBefore":244,"lineAfter":249,"earlier":false}]}
						""");
	}

	@Test
	void tellsARenameAsOneChange() {
		// given
		Verdict verdict = verdict(
				new Step("rename", "/components/schemas/Page/properties/nextSearchAfter", "nextCursor"));

		// when, then
		assertThat(withoutText(MarkdownReport.of(verdict))).endsWith(
				"""
						## listTags

						* **Breaking** · `TagPage.nextSearchAfter` in responses: property renamed, `nextSearchAfter` → `nextCursor`. \
						*Clients that read the old name find nothing, and those that send it are refused or ignored.* (edited:343)
						""");
	}

	@Test
	void introducesANewOperation() {
		// given
		Verdict added = Verdict.of(ContractComparison.of(without("/paths/~1tags~1{tagId}~1archive"), BASE), null);

		// when, then
		assertThat(withoutText(MarkdownReport.of(added))).endsWith("""
				* **Addition** · `POST /tags/{tagId}/archive`: operation added. (base.yaml:124)
				  * Summary: `Archive a tag`
				  * Scopes: `tag`
				  * `customerId` in query, string, required
				  * `tagId` in path, string, required
				  * Example of response 200:
				    ````json
				    {
				      "id" : "019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10",
				      "name" : "Floor 2",
				      "predefinedType" : "MANUAL",
				      "state" : "ACTIVE",
				      "assignedDeviceCount" : 0,
				      "createdOn" : 1763596800000
				    }
				    ````
				""");
	}

	@Test
	void tellsClientsWhatTheChangeLogTellsThem() {
		// given
		Contract edited = new ContractEdit(
				List.of(new Step("remove", "/components/schemas/Tag/properties/description", null)))
			.apply(BASE, "edited");
		Verdict verdict = new Verdict(ContractComparison.of(BASE, edited), null, List.of(),
				List.of("Read `note` instead of `description`."));

		// when, then
		assertThat(MarkdownReport.of(verdict))
			.contains("## What they have to do\n\n* Read `note` instead of `description`.\n");
		assertThat(HtmlReport.of(verdict))
			.contains("<li>Read <code>note</code> instead of <code>description</code>.</li>");
	}

	@Test
	void fitsAComment() {
		// given
		Step[] steps = Stream.of("Tag", "CreateTagRequest", "BulkTagsRequest", "Page", "Event", "Filter")
			.flatMap((schema) -> IntStream.range(0, 300)
				.mapToObj((i) -> new Step("add", "/components/schemas/" + schema + "/x-remark-" + i,
						"Remark " + i + " of many words")))
			.toArray(Step[]::new);
		Verdict verdict = verdict(steps);

		// when
		Review review = new Review(verdict, null);
		String comment = MarkdownReport.comment(review, TextDifference.of(review));

		// then
		assertThat(MarkdownReport.of(verdict)).hasSizeGreaterThan(MarkdownReport.COMMENT);
		assertThat(comment).hasSizeLessThanOrEqualTo(MarkdownReport.COMMENT)
			.hasSizeGreaterThan(MarkdownReport.COMMENT - 500)
			.endsWith("`contract-changes.md` and `contract-changes.html`.*\n");
	}

	@Test
	void endsARefusedBuildWithTheVerdict() {
		assertThat(Refusal.of(verdict(new Step("replace", "/components/parameters/PageSize/schema/maximum", 50)),
				"contract-changes.html"))
			.isEqualTo("""
					The contract is refused.
					  edited:249: query parameter `pageSize`: limit tightened (maximum 100 -> maximum 50)
					info.version is 1.0.0, but since 1.0.0 the breaking changes make it at least 2.0.0.
					Refused until info.version is at least 2.0.0. Breaking: 1 breaking change since 1.0.0.
					Report: contract-changes.html""");
	}

	private static Contract without(String path) {
		return new ContractEdit(List.of(new Step("remove", path, null))).apply(BASE, "edited");
	}

	/** The report up to the lines of the files. */
	private static String withoutText(String report) {
		int text = report.indexOf("\n<details>");
		return (text < 0) ? report : report.substring(0, text);
	}

	private static Verdict verdict(Step... steps) {
		Contract edited = new ContractEdit(List.of(steps)).apply(BASE, "edited");
		return Verdict.of(ContractComparison.of(BASE, edited), null);
	}

}
