package io.tagapi.spec.compare;

import java.util.Set;

import io.tagapi.spec.compare.TextPattern.Relation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Regular expressions are compared by the texts that they match.
 */
class TextPatternTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "^[0-9]+$ ^\\d\\d*$ SAME", "^(ab|ac)$ ^a[bc]$ SAME", "^a{2,3}$ ^aaa?$ SAME",
					"^[^\\u0000-\\u001F]*$ ^[^\\x00-\\x1f]*$ SAME", "a ^[\\s\\S]*a SAME", "^(?:a|b)*$ ^[ab]*$ SAME",
					"^(?!b)[ab]+$ ^a[ab]*$ SAME", "^(?=a)[ab]+$ ^a[ab]*$ SAME", "^\\w+$ ^[A-Za-z0-9_]+$ SAME",
					"^a$|^b$ ^[ab]$ SAME", "^\\p{Lu}$ ^[\\p{Lu}]$ SAME", "^a\\.b$ ^a[.]b$ SAME", "^a?$ ^a*$ WIDER",
					"^a$ a WIDER", "^[a-f]$ ^[a-z]$ WIDER", "^a*$ ^a+$ NARROWER", "^.*$ ^[^\\n]*$ WIDER",
					"^[ab]$ ^[bc]$ DIFFERENT", "^(a)\\1$ ^aa$ DIFFERENT", "^\\bab$ ^ab$ DIFFERENT",
					"(?i)^ab$ ^[aA][bB]$ DIFFERENT", "^((a{1000}){1000}){1000}$ ^a*$ DIFFERENT",
					"^[a-z&&[^b]]$ ^[ac-z]$ DIFFERENT", "^[😀-😂]$ ^\\u{1F600}|\\u{1F601}|\\u{1F602}$ WIDER" })
	void relateByTheirTexts(String before, String after, Relation relation) {
		assertThat(Relation.of(Set.of(before), Set.of(after))).isEqualTo(relation);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "^a ^a;b$ NARROWER", "^a;b$ ^a WIDER", "^a;b$ ^a.*b$ NARROWER", "^a ^a;a SAME" })
	void relateAsSets(String before, String after, Relation relation) {
		assertThat(Relation.of(Set.of(before.split(";")), Set.of(after.split(";")))).isEqualTo(relation);
	}

}
