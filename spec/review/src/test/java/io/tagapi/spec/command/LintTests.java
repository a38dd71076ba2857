package io.tagapi.spec.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.tagapi.spec.edit.BaseContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Form and house rules of any contract.
 */
class LintTests {

	@TempDir
	private Path folder;

	@Test
	void passesAContractInForm() throws IOException {
		Path file = this.folder.resolve("contract.yaml");
		Files.writeString(file, BaseContract.ofHouseRules().text());
		new FormatCommand(file).run();
		assertThat(new LintCommand(file).run()).endsWith("contract.yaml is in form and keeps the house rules.");
	}

	@Test
	void namesEachProblemWithFileAndLine() throws IOException {
		// given
		Path file = this.folder.resolve("contract.yaml");
		Files.writeString(file, BaseContract.ofHouseRules().text());
		new FormatCommand(file).run();
		Files.writeString(file, Files.readString(file).replace("operationId: listTags", "operationId: tagList"));

		// when, then
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> new LintCommand(file).run())
			.withMessage(file + ":23: verb-and-noun: the operationId begins with 'tag', which is none of the verbs in"
					+ " verbs.txt; add it there if it is one (/paths/~1tags/get/operationId)");
	}

	@Test
	void leavesOutRulesByName() throws IOException {
		// given
		Path file = this.folder.resolve("contract.yaml");
		Files.writeString(file,
				BaseContract.ofHouseRules().text().replace("operationId: listTags", "operationId: tagList"));

		// when, then
		assertThat(new LintCommand(file, Set.of("form", "verb-and-noun")).run())
			.contains("keeps the rules that are not left out");
		assertThat(new LintCommand(file, Set.of("all")).run()).contains("keeps the rules that are not left out");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> new LintCommand(file, Set.of("verbs")).run())
			.withMessageStartingWith("There is no rule verbs. The rules are form, described, ");
	}

	@Test
	void knowsWhatOpenApi31MayLeaveOut() throws IOException {
		// given
		Path file = this.folder.resolve("contract.yaml");
		Files.writeString(file, """
				openapi: 3.1.0
				info:
				  title: Hooks
				  version: 1.0.0

				components:
				  schemas:
				    Tag:
				      type: [string, 'null']
				      maxLength: 5
				      description: A tag.
				      example: null
				  pathItems:
				    Tags:
				      get:
				        operationId: listTags
				        summary: List tags
				        description: Lists tags.
				""");

		new FormatCommand(file).run();

		// when, then
		assertThat(new LintCommand(file).run()).endsWith("contract.yaml is in form and keeps the house rules.");
	}

	@Test
	void replacesAnchorsByWhatTheyStandFor() throws IOException {
		// given
		Path file = this.folder.resolve("contract.yaml");
		Files.writeString(file, """
				openapi: 3.0.4
				info: {title: Anchors, version: 1.0.0}
				paths:
				  /tags:
				    get: &list
				      operationId: listTags
				      responses:
				        '204': {description: Nothing.}
				    post:
				      <<: *list
				      operationId: createTag
				""");

		// when
		new FormatCommand(file).run();

		// then
		assertThat(file).content().isEqualTo("""
				openapi: 3.0.4
				info:
				  title: Anchors
				  version: 1.0.0

				paths:
				  /tags:
				    get:
				      operationId: listTags
				      responses:
				        '204':
				          description: Nothing.
				    post:
				      operationId: createTag
				      responses:
				        '204':
				          description: Nothing.
				""");
	}

}
