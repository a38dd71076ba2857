package io.tagapi.server.tag;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * White space that is a control character too, which the contract's clients do not send.
 */
class NameTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "\u0085", "\t", "\r\n", "\u000B", " \u0085\u3000" })
	void controlCharacterThatIsWhiteSpaceIsRemovedAroundAName(String space) {
		assertThat(NameText.clean(space + "Floor" + space + "2" + space)).isEqualTo("Floor" + space + "2");
		assertThat(NameText.clean(space)).isEmpty();
	}

}
