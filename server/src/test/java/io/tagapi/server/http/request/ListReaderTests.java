package io.tagapi.server.http.request;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

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

	private Body read(String json) {
		READ.set(0);
		JsonMapper mapper = StrictJson.mapper(List.of());
		return mapper.readerFor(Body.class).withAttribute(StrictJson.VIOLATIONS, this.violations).readValue(json);
	}

	static final class Body {

		@Size(min = 1, max = 3)
		public List<Element> ids = List.of();

		public String name = "";

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
