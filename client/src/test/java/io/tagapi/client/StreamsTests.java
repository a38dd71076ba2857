package io.tagapi.client;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.tagapi.client.FakeServer.Request;
import io.tagapi.client.FakeServer.Response;
import io.tagapi.client.model.Device;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagSortBy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How what has many pages is gone through.
 */
class StreamsTests {

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
		this.server.respondsInTurn(page("a", "one", "two"), page("b"), page(null, "three"));

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
		this.server.respondsInTurn(page("a", "one", "two"), page(null, "three"));

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
		this.server.respondsWith(page(null));

		// when, then
		assertThat(this.client.streamTags("demo")).isEmpty();
	}

	@Test
	void throwsTheErrorOfALaterPage() {
		// given
		this.server.respondsInTurn(page("a", "one"), Response.json(404, """
				{"result":404,"code":"4040000","message":"RESOURCE_NOT_FOUND","data":"Gone"}"""));

		// when, then
		assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> this.client.streamTags("demo").count())
			.withMessage("404 4040000 RESOURCE_NOT_FOUND: Gone");
	}

	@Test
	void keepsToTheQueryOnEachPage() {
		// given
		this.server.respondsInTurn(page("a", "one"), page(null, "two"));

		// when
		List<String> names = this.client.streamTags("demo", TagQuery.all().sortedBy(TagSortBy.CREATED_ON).descending())
			.map(Tag::getName)
			.toList();

		// then
		assertThat(names).containsExactly("one", "two");
		assertThat(this.server.requests()).extracting(Request::line)
			.containsExactly(FIRST_LINE + "&sortBy=createdOn&sortOrder=descending",
					FIRST_LINE + "&searchAfter=a&sortBy=createdOn&sortOrder=descending");
	}

	@Test
	void followsTheCursorFromDeviceToDevice() {
		// given
		this.server.respondsInTurn(FakeServer.envelope("""
				{"devices":[{"id":"A","tags":[]},{"id":"B","tags":[]}],"nextSearchAfter":"B"}"""),
				FakeServer.envelope("{\"devices\":[{\"id\":\"C\",\"tags\":[]}]}"));
		UUID tag = UUID.fromString("019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10");

		// when
		List<String> ids = this.client.streamDevices("demo", DeviceQuery.tagged().withAny(tag))
			.map(Device::getId)
			.toList();

		// then
		String line = "GET /tag/v1/devices?customerId=demo&anyTags=" + tag + "&pageSize=100";
		assertThat(ids).containsExactly("A", "B", "C");
		assertThat(this.server.requests()).extracting(Request::line).containsExactly(line, line + "&searchAfter=B");
	}

	@Test
	void goesFromEventToEventAndEndsWithTheNewest() {
		// given
		this.server.respondsInTurn(events("8", true, "7", "8"), events("9", false, "9"));

		// when
		List<String> positions = this.client.streamEvents("demo", "6").map(Event::getPosition).toList();

		// then
		assertThat(positions).containsExactly("7", "8", "9");
		assertThat(this.server.requests()).extracting(Request::line)
			.containsExactly("GET /tag/v1/events?customerId=demo&pageSize=100&searchAfter=6",
					"GET /tag/v1/events?customerId=demo&pageSize=100&searchAfter=8");
	}

	@Test
	void startsWithTheOldestEventThatIsKept() {
		// given
		this.server.respondsWith(events("0", false));

		// when, then
		assertThat(this.client.streamEvents("demo", null)).isEmpty();
		assertThat(this.server.requests()).extracting(Request::line)
			.containsExactly("GET /tag/v1/events?customerId=demo&pageSize=100");
	}

	private static Response events(String next, boolean hasMore, String... positions) {
		List<String> events = Stream.of(positions).map("""
				{"position":"%s","type":"TAG_DELETED","occurredOn":1,"requestId":"r",\
				"tagIds":["019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10"]}"""::formatted).toList();
		return FakeServer.envelope("{\"events\":[%s],\"nextSearchAfter\":\"%s\",\"hasMore\":%s}"
			.formatted(String.join(",", events), next, hasMore));
	}

	private static Response page(@Nullable String next, String... names) {
		List<String> tags = Stream.of(names).map("""
				{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"%s","predefinedType":"MANUAL",\
				"assignedDeviceCount":0,"createdOn":1,"modifiedOn":2}"""::formatted).toList();
		String cursor = (next != null) ? ",\"nextSearchAfter\":\"" + next + "\"" : "";
		return FakeServer.envelope("{\"total\":3,\"tags\":[" + String.join(",", tags) + "]" + cursor + "}");
	}

}
