package io.tagapi.spec.generated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.compare.HarmlessRule;
import io.tagapi.spec.compare.Weight;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.edit.ContractEdit;
import io.tagapi.spec.generated.Mutation.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The laws that verdicts keep, over every mutation of every schema of the corpus. The
 * edited contracts are left in <code>target/generated-edits</code> for the second opinion
 * of <code>spec/check</code>.
 */
class GeneratedEditTests {

	private static final Contract BASE = Contract.read(Path.of("src/test/resources/io/tagapi/spec/corpus/base.yaml"));

	private static final Path OUTPUT = Path.of("target/generated-edits");

	private static final Usages USAGES = new Usages(BASE);

	/** One in so many is rewritten as well, to keep the build short. */
	private static final int SOME = 12;

	private static final List<Mutation> MUTATIONS = Mutations.of(BASE)
		.stream()
		.filter((mutation) -> USAGES.of(mutation.pointer()).inRequests() || USAGES.of(mutation.pointer()).inResponses())
		.toList();

	@Test
	void areMany() {
		assertThat(MUTATIONS).hasSizeGreaterThan(300);
	}

	@Test
	void verdictsFollowFromWhatBecomesOfTheValues() throws IOException {
		// when
		List<String> wrong = new ArrayList<>();
		List<String> verdicts = new ArrayList<>();
		write("base.json", new ContractEdit(List.of()).applyAsJson(BASE, "base").text());
		for (int i = 0; i < MUTATIONS.size(); i++) {
			Mutation mutation = MUTATIONS.get(i);
			Contract edited = mutation.edit().applyAsJson(BASE, "edited");
			Usage usage = USAGES.of(mutation.pointer());
			check(mutation, "forth", mutation.forth(usage), BASE, edited, wrong);
			check(mutation, "back", mutation.back(usage), edited, BASE, wrong);
			String file = i + ".json";
			write(file, edited.text());
			verdicts.add(verdict(mutation.name() + " forth", mutation.forth(usage), "base.json", file));
			verdicts.add(verdict(mutation.name() + " back", mutation.back(usage), file, "base.json"));
		}
		write("verdicts.tsv", String.join("\n", verdicts) + "\n");

		// then
		assertThat(wrong).isEmpty();
	}

	@Test
	void editsThatCancelAreNothing() {
		// given
		Contract base = new ContractEdit(List.of()).applyAsJson(BASE, "base");

		// when
		List<String> wrong = MUTATIONS.stream()
			.filter((mutation) -> !isNothing(
					ContractComparison.of(base, mutation.cancelled(BASE).applyAsJson(BASE, "edited"))))
			.map(Mutation::toString)
			.toList();

		// then
		assertThat(wrong).isEmpty();
	}

	/** A property that is removed and added again is the last one. */
	private static boolean isNothing(ContractComparison comparison) {
		return comparison.changes().stream().allMatch((change) -> change.rule() == HarmlessRule.REARRANGED);
	}

	private static String verdict(String name, Weight weight, String before, String after) {
		return String.join("\t", name, weight.word(), before, after);
	}

	@ParameterizedTest
	@EnumSource
	void contractsThatSayTheSameDifferInWordsAtMost(Rewriting rewriting) {
		assertThat(ContractComparison.of(BASE, rewriting.of(BASE)).changes())
			.allMatch((change) -> change.weight() == Weight.WORDING);
	}

	@ParameterizedTest
	@EnumSource
	void verdictsDoNotDependOnWhereASchemaIsWritten(Rewriting rewriting) {
		// given
		Contract rewritten = rewriting.of(BASE);

		// when
		List<String> wrong = new ArrayList<>();
		for (int i = 0; i < MUTATIONS.size(); i += SOME) {
			Mutation mutation = MUTATIONS.get(i);
			Contract edited = mutation.edit().applyAsJson(BASE, "edited");
			check(mutation, rewriting.name(), mutation.forth(USAGES.of(mutation.pointer())), rewritten,
					rewriting.of(edited), wrong);
		}

		// then
		assertThat(wrong).isEmpty();
	}

	private static void write(String name, String text) throws IOException {
		Files.createDirectories(OUTPUT);
		Files.writeString(OUTPUT.resolve(name), text);
	}

	private static void check(Mutation mutation, String way, Weight expected, Contract before, Contract after,
			List<String> wrong) {
		ContractComparison comparison = ContractComparison.of(before, after);
		Weight weight = comparison.weight();
		if (weight != expected) {
			wrong.add(way + ": " + mutation + " is " + word(weight) + ", not " + expected + ": "
					+ comparison.changes().stream().map(Change::rule).toList());
		}
	}

	private static String word(@Nullable Weight weight) {
		return (weight != null) ? Objects.requireNonNull(weight).name() : "nothing";
	}

}
