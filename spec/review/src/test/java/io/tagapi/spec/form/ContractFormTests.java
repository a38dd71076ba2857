package io.tagapi.spec.form;

import java.nio.file.Path;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.UnreadableContractException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The form of the contract's file.
 */
class ContractFormTests {

	private static final String IN_FORM = """
			# What this is.
			openapi: 3.0.4
			info:
			  title: Tag API
			  version: 1.0.0
			  description: |
			    One line.

			      An indented one: with a colon.

			servers:
			  - url: /tag/v1

			paths:
			  /tags/{tagId}:
			    # Why there is no put.
			    get:
			      operationId: getTag # short
			      tags: [Tags]
			      security:
			        - oauth2: [tag]
			        - oauth2: ['tag.tags:view']
			      responses:
			        '200':
			          description: The tag.
			        '404':
			          description: >-
			            There is no such tag, or the customer is not known, or the path does not exist at all, and this is all that
			            there is to say.

			  /tags:
			    get:
			      responses: {}
			""";

	@Test
	void leavesWhatIsInForm() {
		assertThat(ContractForm.of(contract(IN_FORM))).isEqualTo(IN_FORM.replace(" # short", "  # short"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"a\\n  \\nb\"", "\"a\\r\\nb\"", "\"a\\u2028b\"", "\"a\\u0085b\"", "\"a\\u0081b\\ufeff\"",
			"\"keep\\n\\n\"", "", "\"\\n\"" })
	void keepsTextsThatYamlHasNoPlainFormFor(String value) {
		// given
		Contract contract = contract(
				"openapi: 3.0.4\ninfo: {title: T, version: 1.0.0}\npaths: {}\nx-text: " + value + "\nx-more: true\n");

		// when
		Contract formatted = contract(ContractForm.of(contract));

		// then
		assertThat(formatted.root().value()).isEqualTo(contract.root().value());
		assertThat(ContractForm.of(formatted)).isEqualTo(formatted.text());
		assertThat(formatted.text()).doesNotContain(" \n");
	}

	@Test
	void leavesJsonAlone() {
		Contract json = contract(
				"{\"openapi\": \"3.0.4\", \"info\": {\"title\": \"T\", \"version\": \"1.0.0\"}, \"paths\": {}}");
		assertThat(ContractForm.problems(json)).isEmpty();
		assertThatExceptionOfType(UnreadableContractException.class).isThrownBy(() -> ContractForm.of(json))
			.withMessageEndingWith(": is JSON; only YAML has a form");
	}

	@Test
	void bringsKeysQuotesAndSpacesIntoForm() {
		// given
		String text = """
				# What this is.
				"openapi": "3.0.4"
				servers: [{"url": "/tag/v1"}]
				info: {version: '1.0.0', title: "Tag API", description: "One line.\\n\\n  An indented one: with a colon.\\n"}


				paths:
				    /tags/{tagId}:
				        # Why there is no put.
				        get:
				            responses:
				                "404": {description: "There is no such tag, or the customer is not known, or the path does not exist at all, and this is all that there is to say."}
				                "200": {description: 'The tag.'}
				            security:
				            - oauth2:
				              - tag
				            - oauth2:
				              - "tag.tags:view"
				            tags: ["Tags"]
				            operationId: getTag
				    /tags: {get: {responses: {}}}
				""";

		// when
		String formatted = ContractForm.of(contract(text));

		// then
		assertThat(formatted).isEqualTo(IN_FORM.replace(" # short", ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			"'1'"      | '1'
			"'on'"     | 'on'
			"'null'"   | 'null'
			"'12:30'"  | '12:30'
			"'0x1F'"   | '0x1F'
			"'a: b'"   | 'a: b'
			"'a b'"    | a b
			"'it''s'"  | it's
			"'''s'"    | '''s'
			"'^a$'"    | '^a$'
			12         | 12
			true       | true
			""")
	void quotesOnlyWhatCouldBeTakenForSomethingElse(String written, String formatted) {
		// given
		Contract contract = contract(IN_FORM.replace("paths:", "x-text: " + written + "\n\npaths:"));

		// when, then
		assertThat(ContractForm.of(contract)).contains("\nx-text: " + formatted + "\n");
	}

	@Test
	void saysWhereAFileIsOutOfForm() {
		// given
		Contract contract = contract(IN_FORM.replace(" # short", "").replace("'200'", "\"200\""));

		// when, then
		assertThat(ContractForm.problems(contract)).containsExactly(
				"spec/openapi.yaml:24: expected \"'200':\" instead of \"\"200\":\"; the command format brings it about");
	}

	@Test
	void saysWhichLinesAreTooLong() {
		// given
		Contract contract = contract(
				IN_FORM.replace(" # short", "").replace("One line.", "One word ".repeat(14) + "."));

		// when, then
		assertThat(ContractForm.problems(contract)).containsExactly("spec/openapi.yaml:7: longer than 120 characters");
	}

	@Test
	void keepsCommentsBehindTexts() {
		// given
		String text = """
				openapi: 3.0.4
				info:
				  title: T
				  version: 1.0.0
				  description: |
				    One line.
				    And another one.
				  # Who cares for it.
				  contact:
				    name: The team

				paths: {}

				x-kinds:
				  - TABLE  # Not yet.
				  - VIEW
				""";

		// when, then
		assertThat(ContractForm.of(contract(text))).isEqualTo(text);
	}

	@Test
	void refusesToLoseAComment() {
		// given
		Contract contract = contract(IN_FORM + "# The end.\n");

		// when, then
		assertThatExceptionOfType(UnreadableContractException.class).isThrownBy(() -> ContractForm.of(contract))
			.withMessage("spec/openapi.yaml: the comment \"# The end.\" would be lost; put it in front of a key");
	}

	@Test
	void keepsCommentsBelowTextsAndBehindItems() {
		// given
		String text = """
				openapi: 3.0.4
				info:
				  title: Tag API
				  version: 1.0.0
				  description: |
				    Two lines,
				    and a blank one below.

				paths:
				  /tags:
				    get:
				      tags:
				        - Tags  # of customers
				        - Devices
				      responses: {}

				components:
				  parameters:
				    Key:
				      name: key
				      in: header
				      description: |
				        Two lines,
				        and a comment below.
				  # The schemas.

				  schemas:
				    Tag:
				      type: object
				""";

		// when
		String formatted = ContractForm.of(contract(text));

		// then
		assertThat(formatted).isEqualTo(text);
	}

	@Test
	void keepsTheBlankLinesAtTheEndOfAText() {
		// given
		Contract contract = contract("""
				openapi: 3.0.4
				info: {title: Tag API, version: 1.0.0, description: "Two lines,\\nand a blank one.\\n\\n"}
				paths: {}
				""");

		// when
		String formatted = ContractForm.of(contract);

		// then
		assertThat(formatted).endsWith("  description: |+\n    Two lines,\n    and a blank one.\n\npaths: {}\n");
	}

	@Test
	void holdsForTheBaseOfTheCorpus() {
		assertThat(ContractForm.problems(Contract.read(Path.of("src/test/resources/io/tagapi/spec/corpus/base.yaml"))))
			.isEmpty();
	}

	private static Contract contract(String text) {
		return Contract.parse("spec/openapi.yaml", text);
	}

}
