package io.tagapi.spec.opinion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.edit.EditFile;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The opinion of openapi-diff on the corpus: where it calls an edit incompatible and the
 * gate does not, <code>openapi-diff-differences.txt</code> says why.
 */
class OpenApiDiffTests {

	private static final Path FOLDER = Path.of("src/test/resources/io/tagapi/spec/corpus");

	private static final Path DIFFERENCES = Path.of("src/test/resources/io/tagapi/spec/openapi-diff-differences.txt");

	@Test
	void objectsToNothingElse() throws IOException {
		// given
		Contract base = Contract.read(FOLDER.resolve("base.yaml"));
		List<String> known = Files.readAllLines(DIFFERENCES)
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.toList();

		// when
		List<String> objections = EditFile.all(FOLDER)
			.stream()
			.filter((edit) -> isObjection(base, edit.apply(base)))
			.map(EditFile::name)
			.toList();

		// then
		assertThat(objections).containsExactlyInAnyOrderElementsOf(known);
	}

	private static boolean isObjection(Contract before, Contract after) {
		return ContractComparison.of(before, after).weight() != Weight.BREAKING
				&& OpenApiCompare.fromContents(before.text(), after.text()).isIncompatible();
	}

}
