package io.tagapi.spec.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.Rule;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.edit.EditFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gate against the corpus: it finds every breaking edit, for the right reason, and
 * raises no false alarm. The edited contracts are left in <code>target/corpus</code> for
 * the second opinion of <code>spec/check</code>.
 */
class CorpusTests {

	private static final Path FOLDER = Path.of("src/test/resources/io/tagapi/spec/corpus");

	private static final Contract BASE = Contract.read(FOLDER.resolve("base.yaml"));

	private static final Path OUTPUT = Path.of("target/corpus");

	private static final List<String> VERDICTS = new ArrayList<>();

	@AfterAll
	static void writeVerdicts() throws IOException {
		Files.write(OUTPUT.resolve("verdicts.tsv"), VERDICTS);
	}

	@ParameterizedTest
	@MethodSource("edits")
	void givesTheVerdictForTheReason(EditFile edit) throws IOException {
		// given
		Contract before = edit.before(BASE);
		Contract edited = edit.apply(BASE);
		String given = edit.given().steps().isEmpty() ? "base.yaml" : "given/" + edit.name();
		write(given, before);
		write(edit.name(), edited);

		// when
		ContractComparison comparison = ContractComparison.of(before, edited);

		// then
		VERDICTS.add(String.join("\t", edit.name(), word(comparison), given, edit.name()));
		assertThat(word(comparison)).as("%s: %s", edit.text("why"), comparison.changes())
			.isEqualTo(edit.text("verdict"));
		assertThat(comparison.changes()).extracting((Change change) -> change.rule().id()).contains(edit.text("rule"));
	}

	private static void write(String name, Contract contract) throws IOException {
		Path file = OUTPUT.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, contract.text());
	}

	@Test
	void isLargeEnough() {
		assertThat(edits()).filteredOn((edit) -> edit.name().startsWith("breaking/")).hasSizeGreaterThanOrEqualTo(120);
		assertThat(edits()).filteredOn((edit) -> edit.name().startsWith("harmless/")).hasSizeGreaterThanOrEqualTo(80);
	}

	@Test
	void hasAnEditForEveryRule() {
		assertThat(edits()).extracting((EditFile edit) -> edit.text("rule"))
			.containsAll(Rule.all().stream().map(Rule::id).toList());
	}

	private static List<EditFile> edits() {
		return EditFile.all(FOLDER);
	}

	private static String word(ContractComparison comparison) {
		Weight weight = comparison.weight();
		return (weight != null) ? weight.word() : "nothing";
	}

}
