package io.tagapi.spec.document;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Whoever breaks the file gets one message that says where.
 */
class UnreadableContractTests {

	private static final String CONTRACT = """
			openapi: 3.0.4
			info:
			  title: Tag API
			  version: 1.0.0
			paths:
			  /tags:
			    get:
			      operationId: listTags
			      responses:
			        '200':
			          $ref: '#/components/responses/Tags'
			components:
			  responses:
			    Tags:
			      description: Tags.
			""";

	@ParameterizedTest
	@MethodSource("mistakes")
	void saysWhatIsWrongWhere(String right, String wrong, String message) {
		// given
		String text = CONTRACT.replace(right, wrong);

		// when, then
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> Contract.parse("spec/openapi.yaml", text))
			.withMessage("spec/openapi.yaml:" + message);
	}

	private static Stream<Arguments> mistakes() {
		return Stream
			.of(arguments("title: Tag", "title: Tag:", "3: not YAML: mapping values are not allowed here"), arguments(
					"    get:", "\tget:",
					"7: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
					arguments("3.0.4", "4.0.0",
							"1: not OpenAPI 3.0: 'openapi' must be a version 3.0.x, 3.1.x or 3.2.x"),
					arguments("openapi: 3.0.4", "swagger: '2.0'",
							"1: not OpenAPI 3.0: 'swagger' is no key of an OpenAPI document"),
					arguments("1.0.0", "1.0",
							"4: not OpenAPI 3.0: 'version' must be text (quote what looks like a number)"),
					arguments("operationId", "operationID",
							"8: not OpenAPI 3.0: 'operationID' is no key of an operation"),
					arguments("  title: Tag API\n", "", "2: not OpenAPI 3.0: an info needs the key 'title'"),
					arguments("responses/Tags", "responses/Tag",
							"11: dangling reference: there is no #/components/responses/Tag"),
					arguments("#/components/responses/Tags", "tags.yaml#/Tags",
							"11: tags.yaml#/Tags leads out of the file; the contract is one file"),
					arguments("description: Tags.", "$ref: '#/components/responses/Tags'",
							"11: #/components/responses/Tags leads back to itself"),
					arguments("responses/Tags", "responses/Tags%",
							"11: dangling reference: there is no #/components/responses/Tags%"),
					arguments("#/components/responses/Tags", "#/paths/~1tags",
							"11: #/paths/~1tags leads to a path item, not to a response"),
					arguments("#/components/responses/Tags", "#/info/title",
							"11: #/info/title leads to a value, not to a response"),
					arguments("#/components/responses/Tags", "#tags",
							"11: #tags is an anchor; write the place, as in #/components/schemas/Name"),
					arguments("      operationId: listTags", "      security: [oauth2]",
							"8: not OpenAPI 3.0: '0' must be a security requirement"),
					arguments("    Tags:\n", "    Tags:\n      headers: {Count: {schema: {maximum: 1e900000000}}}\n",
							"15: not OpenAPI 3.0: 'maximum' must be a number (of at most 1,000 digits)"),
					arguments("paths:", "info:", "5: the key 'info' is there twice"),
					arguments("/tags:\n    get:", "/tags: &tags\n    <<: *tags\n    get:",
							"6: the anchor is used within itself"),
					arguments("Tags.", "[".repeat(300) + "]".repeat(300), "15: nested deeper than 200 levels"),
					arguments("    get:", "    <<: 5\n    get:", "7: only a map can be merged"));
	}

	@Test
	void readsExtensionsOfMapsThatCanBeExtended() {
		String text = CONTRACT.replace("paths:\n", "paths:\n  x-team: {name: tags}\n")
			.replace("responses:\n        '200'", "responses:\n        x-cache: {$ref: nowhere}\n        '200'");
		assertThat(Contract.parse("spec/openapi.yaml", text).version()).isEqualTo("1.0.0");
	}

	@Test
	void saysThatAFileIsMissing() {
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> Contract.read(Path.of("nowhere.yaml")))
			.withMessage("nowhere.yaml: there is no such file");
	}

	@Test
	void saysThatAFileIsNoMap() {
		assertThatExceptionOfType(UnreadableContractException.class)
			.isThrownBy(() -> Contract.parse("spec/openapi.yaml", "Hello\n"))
			.withMessage("spec/openapi.yaml:1: not an OpenAPI document: it is no map of keys");
	}

}
