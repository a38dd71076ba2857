package io.tagapi.client;

import java.util.List;
import java.util.stream.Stream;

import io.tagapi.client.FakeServer.Answer;
import io.tagapi.client.FakeServer.Request;
import io.tagapi.client.model.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How all tags of a customer are gone through.
 */
class StreamTagsTests {

	private static final String FIRST_LINE = "GET /tag/v1/tags?customerId=demo&pageSize=100";

	private final FakeServer server = new FakeServer();

	private final TagApiClient client = this.server.client().build();

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void followsTheCursorToTheEnd() {
		// given
		this.server.answersInTurn(page("a", "one", "two"), page("b"), page(null, "three"));

		// when
		List<String> names = this.client.streamTags("demo").map(Tag::getName).toList();

		// then
		assertThat(names).containsExactly("one", "two", "three");
		assertThat(this.server.requests()).extracting(Request::line)
			.containsExactly(FIRST_LINE, FIRST_LINE + "&searchAfter=a", FIRST_LINE + "&searchAfter=b");
	}

	@Test
	void asksForNothingBeforeItIsNeeded() {
		// given
		this.server.answersInTurn(page("a", "one", "two"), page(null, "three"));

		// when
		Stream<Tag> tags = this.client.streamTags("demo");

		// then
		assertThat(this.server.requests()).isEmpty();
		assertThat(tags.limit(2)).hasSize(2);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void isEmptyWithoutTags() {
		// given
		this.server.answers(page(null));

		// when, then
		assertThat(this.client.streamTags("demo")).isEmpty();
	}

	@Test
	void throwsTheErrorOfALaterPage() {
		// given
		this.server.answersInTurn(page("a", "one"), Answer.json(404, """
				{"result":404,"code":"4040000","message":"RESOURCE_NOT_FOUND","data":"Gone"}"""));

		// when, then
		assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> this.client.streamTags("demo").count())
			.withMessage("404 4040000 RESOURCE_NOT_FOUND: Gone");
	}

	private static Answer page(@Nullable String next, String... names) {
		List<String> tags = Stream.of(names).map("""
				{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"%s","predefinedType":"MANUAL",\
				"assignedDeviceCount":0,"createdOn":1,"modifiedOn":2}"""::formatted).toList();
		String cursor = (next != null) ? ",\"nextSearchAfter\":\"" + next + "\"" : "";
		return FakeServer.envelope("{\"total\":3,\"tags\":[" + String.join(",", tags) + "]" + cursor + "}");
	}

}
