package io.tagapi.server.tag;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * White space that is a control character too, which the contract's clients do not send,
 * and names in parts.
 */
class NameTextTests {

	/** Composed, it is one character. */
	private static final String FOUR_PARTS = "\u03B1\u0313\u0300\u0345";

	@ParameterizedTest
	@ValueSource(strings = { "\u0085", "\t", "\r\n", "\u000B", " \u0085\u3000" })
	void controlCharacterThatIsWhiteSpaceIsRemovedAroundAName(String space) {
		assertThat(NameText.clean(space + "Floor" + space + "2" + space)).isEqualTo("Floor" + space + "2");
		assertThat(NameText.clean(space)).isEmpty();
	}

	@Test
	void longestNameInPartsIsComposed() {
		assertThat(NameText.clean(FOUR_PARTS.repeat(100))).isEqualTo("\u1F82".repeat(100));
	}

	@Test
	void textThatIsTooLongForANameIsNotComposed() {
		String text = "a" + "\u0300\u0316".repeat(NameText.MAX_COMPOSED / 2);

		assertThat(NameText.clean(" " + text + " ")).isEqualTo(text).hasSizeGreaterThan(NameText.MAX_COMPOSED);
	}

}
