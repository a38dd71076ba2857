package io.tagapi.server.http.request;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListReaderTests {

	private static final AtomicInteger READ = new AtomicInteger();

	private final Violations violations = new Violations();

	@Test
	void noElementBeyondTheLimitIsLookedAt() {
		// when
		Body body = read("{\"ids\": [" + "\"a\", ".repeat(90_000) + "[{\"b\": [1]}]], \"name\": 1}");

		// then
		assertThat(body.ids).isNull();
		assertThat(READ).hasValue(3);
		assertThat(this.violations.describe(List.of())).isEqualTo("ids must have 1 to 3 items; name must be a string");
	}

	@Test
	void listAtTheLimitIsReadWhole() {
		assertThat(read("{\"ids\": [\"a\", \"b\", \"c\"]}").ids).hasSize(3);
		assertThat(this.violations.isEmpty()).isTrue();
	}

	@Test
	void everyRuleThatAnElementBreaksIsReported() {
		assertThat(read("{\"words\": [\"a\", \"b c d\", \"e\"]}").words).containsExactly("a", null, "e");
		assertThat(this.violations.describe(List.of())).isEqualTo(
				"words[1] (b c d) must be 1 to 4 characters long; words[1] (b c d) must consist of small letters");
	}

	@Test
	void toleratedElementIsSetAsideWithWhatIsWrongWithIt() {
		MalformedElements tolerated = new MalformedElements("words");

		assertThat(read("{\"words\": [\"A\", \"b\", \"A\"], \"others\": [\"A\"]}", tolerated).words)
			.containsExactly(null, "b", null);

		assertThat(tolerated.sorted()).extracting(MalformedElement::problem)
			.containsExactly("words[0] (A) must consist of small letters");
		assertThat(this.violations.describe(List.of())).isEqualTo("others[0] (A) must consist of small letters");
	}

	@Test
	void toleratedElementIsNamedOnceWithAllItsProblems() {
		MalformedElements tolerated = new MalformedElements("words");

		read("{\"words\": [\"" + "A".repeat(100) + "\"]}", tolerated);

		assertThat(tolerated.sorted()).extracting(MalformedElement::problem)
			.containsExactly(
					"words[0] (" + "A".repeat(64) + "…) must be 1 to 4 characters long; must consist of small letters");
	}

	/** There may be thousands, which are there before their response is bounded. */
	@Test
	void toleratedElementsWithTheSameProblemsHoldThemOnce() {
		MalformedElements tolerated = new MalformedElements("words");

		read("{\"words\": [\"AAAAA\", \"BBBBB\", \"CCCCC\"]}", tolerated);

		List<MalformedElement> malformed = tolerated.sorted();
		assertThat(malformed).hasSize(3)
			.allSatisfy((element) -> assertThat(element.brokenRules()).isSameAs(malformed.getFirst().brokenRules()));
	}

	@Test
	void tolerationIsForTheTextOfElementsOnly() {
		MalformedElements tolerated = new MalformedElements("words");

		read("{\"words\": [1, null, \"b\"]}", tolerated);

		assertThat(tolerated.sorted()).isEmpty();
		assertThat(this.violations.describe(List.of()))
			.isEqualTo("words[0] must be a string; words[1] must not be null");
	}

	@Test
	void readingEndsAfterManyProblems() {
		String json = IntStream.range(0, 2_000)
			.mapToObj((i) -> "\"p" + i + "\": 1")
			.collect(Collectors.joining(", ", "{", ", \"ids\": [\"a\"]}"));

		assertThatExceptionOfType(StrictJson.TooManyProblemsException.class).isThrownBy(() -> read(json));

		assertThat(READ).hasValue(0);
		assertThat(this.violations.describe(List.of()))
			.endsWith("; and 950 more problems, after which the reading ended");
	}

	@Test
	void valuesThatNobodyWantsAreCountedToo() {
		String json = IntStream.range(0, 60_000)
			.mapToObj((i) -> "\"p" + i + "\": 1")
			.collect(Collectors.joining(", ", "{\"unknown\": {", "}}"));

		assertThatExceptionOfType(StreamConstraintsException.class).isThrownBy(() -> read(json));
	}

	private Body read(String json) {
		return read(json, null);
	}

	private Body read(String json, @Nullable MalformedElements tolerated) {
		READ.set(0);
		JsonMapper mapper = StrictJson.mapper(List.of());
		return mapper.readerFor(Body.class)
			.withAttribute(StrictJson.VIOLATIONS, this.violations)
			.withAttribute(MalformedElements.READER_ATTRIBUTE, tolerated)
			.readValue(json);
	}

	static final class Body {

		@Size(min = 1, max = 3)
		public List<Element> ids = List.of();

		public String name = "";

		public List<@Size(min = 1, max = 4) @Pattern(regexp = "[a-z]*",
				message = "must consist of small letters") String> words = List.of();

		public List<@Pattern(regexp = "[a-z]*", message = "must consist of small letters") String> others = List.of();

	}

	@JsonDeserialize(using = ElementReader.class)
	record Element() {
	}

	static final class ElementReader extends StdDeserializer<Element> {

		ElementReader() {
			super(Element.class);
		}

		@Override
		public Element deserialize(JsonParser parser, DeserializationContext context) {
			READ.incrementAndGet();
			return new Element();
		}

	}

}
