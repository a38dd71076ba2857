package io.tagapi.spec.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's table of what counts as breaking is the one that the gate goes by.
 */
class RuleTableTests {

	@Test
	void standsInTheReadme() throws IOException {
		assertThat(Files.readString(Path.of("../README.md"))).contains(table(Weight.BREAKING), table(Weight.ADDITION),
				table(Weight.WORDING));
	}

	private static String table(Weight weight) {
		return Rule.all()
			.stream()
			.filter((rule) -> rule.weight() == weight)
			.map((rule) -> "| `" + rule.id() + "` | " + rule.says() + " | " + rule.why() + " |\n")
			.collect(Collectors.joining("", "| rule | change | why |\n|---|---|---|\n", ""));
	}

}
