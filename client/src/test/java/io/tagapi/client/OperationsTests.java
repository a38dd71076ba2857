package io.tagapi.client;

import java.util.List;
import java.util.UUID;

import io.tagapi.client.FakeServer.Request;
import io.tagapi.client.FakeServer.Response;
import io.tagapi.client.invoker.ApiException;
import io.tagapi.client.invoker.ApiResponse;
import io.tagapi.client.model.BulkFailure;
import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.ChangeDeviceTagsCounts;
import io.tagapi.client.model.ChangeDeviceTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Device;
import io.tagapi.client.model.DevicePage;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.EventPage;
import io.tagapi.client.model.PairCounts;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import io.tagapi.client.model.TagReference;
import io.tagapi.client.model.TagResponse;
import io.tagapi.client.model.TagSortBy;
import io.tagapi.client.model.UpdateTagRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What each operation sends, and what it makes of the response.
 */
class OperationsTests {

	private static final UUID ID = UUID.fromString("019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10");

	private static final String TAG = """
			{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"Étage 2 ✓","description":"二階","predefinedType":"MANUAL",\
			"assignedDeviceCount":3,"createdOn":1763596800000,"modifiedOn":1763683200000}""";

	private static final String ONE_TAG = "{\"total\":1,\"tags\":[" + TAG + "]}";

	private static final String ETAG = "\"19a9e8f9000-3\"";

	private static final String DEVICE = """
			{"id":"R58M42ABCDE","tags":[{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"Étage 2 ✓"}]}""";

	private final FakeServer server = new FakeServer();

	private final TagApiClient client = this.server.client().build();

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void createsATag() {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG));

		// when
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Étage 2 ✓").description("二階"));

		// then
		assertThat(tag).isEqualTo(tag());
		assertThat(this.server.requests()).containsExactly(withBody("POST /tag/v1/tags?customerId=demo", """
				{"name":"Étage 2 ✓","description":"二階"}"""));
	}

	@Test
	void createsATagWithoutADescription() {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG));

		// when
		this.client.createTag("demo", new CreateTagRequest().name("On loan"));

		// then
		assertThat(this.server.requests()).containsExactly(withBody("POST /tag/v1/tags?customerId=demo", """
				{"name":"On loan"}"""));
	}

	@Test
	void listsTheFirstTags() {
		// given
		this.server.respondsWith(FakeServer.envelope("""
				{"total":60,"tags":[%s],"nextSearchAfter":"b24gbG9hbg"}""".formatted(TAG)));

		// when
		TagPage page = this.client.listTags("demo");

		// then
		assertThat(page).isEqualTo(new TagPage().total(60L).tags(List.of(tag())).nextSearchAfter("b24gbG9hbg"));
		assertThat(this.server.requests()).containsExactly(withoutBody("GET /tag/v1/tags?customerId=demo"));
	}

	@Test
	void listsAPageByItsNumber() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"total\":60,\"tags\":[]}"));

		// when
		TagPage page = this.client.listTags("demo", 7, 10, null);

		// then
		assertThat(page).isEqualTo(new TagPage().total(60L).tags(List.of()));
		assertThat(this.server.requests())
			.containsExactly(withoutBody("GET /tag/v1/tags?customerId=demo&pageNum=7&pageSize=10"));
	}

	@Test
	void encodesWhatAQueryCannotHold() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"total\":60,\"tags\":[]}"));

		// when
		this.client.listTags("a b&c=d/é", null, null, "+%?#");

		// then
		assertThat(this.server.requests()).containsExactly(
				withoutBody("GET /tag/v1/tags?customerId=a%20b%26c%3Dd%2F%C3%A9&searchAfter=%2B%25%3F%23"));
	}

	@Test
	void renamesATagAndLeavesItsDescriptionOut() {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG));

		// when
		Tag tag = this.client.updateTag("demo", ID, new UpdateTagRequest().name("Étage 2 ✓"));

		// then
		assertThat(tag).isEqualTo(tag());
		assertThat(this.server.requests())
			.containsExactly(withBody("PUT /tag/v1/tags/" + ID + "?customerId=demo", "{\"name\":\"Étage 2 ✓\"}"));
	}

	@Test
	void clearsADescriptionAndLeavesTheNameOut() {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG));

		// when
		this.client.updateTag("demo", ID, new UpdateTagRequest().description(null));

		// then
		assertThat(this.server.requests())
			.containsExactly(withBody("PUT /tag/v1/tags/" + ID + "?customerId=demo", "{\"description\":null}"));
	}

	@Test
	void deletesATag() {
		// given
		this.server.respondsWith((exchange) -> exchange.sendResponseHeaders(204, -1));

		// when
		this.client.deleteTag("demo", ID);

		// then
		assertThat(this.server.requests())
			.containsExactly(withoutBody("DELETE /tag/v1/tags/" + ID + "?customerId=demo"));
	}

	@Test
	void assignsTags() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"totalCount\":3,\"changedCount\":2,\"unchangedCount\":1}"));

		// when
		BulkTagsCounts counts = this.client.bulkAssignTags("demo", devices());

		// then
		assertThat(counts).isEqualTo(new BulkTagsCounts().totalCount(3L).changedCount(2L).unchangedCount(1L));
		assertThat(this.server.requests()).containsExactly(withBody("POST /tag/v1/devices/bulkAssign?customerId=demo",
				"""
						{"deviceIds":["356938035643809","R58M42ABCDE"],"tagIds":["019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10"]}"""));
	}

	@Test
	void unassignsTags() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"totalCount\":3,\"changedCount\":0,\"unchangedCount\":3}"));

		// when
		BulkTagsCounts counts = this.client.bulkUnassignTags("demo", devices());

		// then
		assertThat(counts).isEqualTo(new BulkTagsCounts().totalCount(3L).changedCount(0L).unchangedCount(3L));
		assertThat(this.server.requests()).containsExactly(withBody("POST /tag/v1/devices/bulkUnassign?customerId=demo",
				"""
						{"deviceIds":["356938035643809","R58M42ABCDE"],"tagIds":["019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10"]}"""));
	}

	@Test
	void createsATagOnceUnderAKey() {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG));

		// when
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("On loan"), "order-4711");

		// then
		assertThat(tag).isEqualTo(tag());
		assertThat(this.server.headers("Idempotency-Key")).containsExactly("order-4711");
	}

	@Test
	void getsATag() {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG).with("ETag", ETAG));

		// when
		Tag tag = this.client.getTag("demo", ID);

		// then
		assertThat(tag).isEqualTo(tag());
		assertThat(this.server.requests()).containsExactly(withoutBody("GET /tag/v1/tags/" + ID + "?customerId=demo"));
	}

	@Test
	void changesATagThatNobodyElseHasChanged() {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG).with("ETag", ETAG));

		// when
		TagVersion version = this.client.getTagVersion("demo", ID);
		this.client.updateTag("demo", ID, new UpdateTagRequest().name("x"), version.etag());
		this.client.deleteTag("demo", ID, version.etag());

		// then
		assertThat(version).isEqualTo(new TagVersion(tag(), ETAG));
		assertThat(this.server.headers("If-Match")).containsExactly(ETAG, ETAG);
	}

	@Test
	void listsTheTagsThatAreAskedForInTheOrderThatIsAskedFor() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"total\":60,\"tags\":[]}"));
		TagQuery query = TagQuery.all().containing("étage").sortedBy(TagSortBy.MODIFIED_ON).descending();

		// when
		TagPage page = this.client.listTags("demo", query, null, 10, "a");

		// then
		assertThat(page).isEqualTo(new TagPage().total(60L).tags(List.of()));
		assertThat(this.server.requests())
			.containsExactly(withoutBody("GET /tag/v1/tags?customerId=demo&pageSize=10&searchAfter=a"
					+ "&name=%C3%A9tage&sortBy=modifiedOn&sortOrder=descending"));
	}

	@Test
	void assignsTagsInPartAndForTrial() {
		// given
		this.server.respondsWith(FakeServer.envelope("""
				{"totalCount":3,"changedCount":1,"unchangedCount":1,"failedCount":1,"dryRun":true,"failures":[
				{"deviceId":"van 7","code":"4000000","message":"RESOURCE_INVALID_PARAM","data":"Malformed"}]}"""));
		BulkOptions options = BulkOptions.DEFAULT.inPart().asDryRun().withIdempotencyKey("order-4711");

		// when
		BulkTagsCounts counts = this.client.bulkAssignTags("demo", devices(), options);

		// then
		assertThat(counts).isEqualTo(new BulkTagsCounts().totalCount(3L)
			.changedCount(1L)
			.unchangedCount(1L)
			.failedCount(1L)
			.dryRun(true)
			.failures(List.of(new BulkFailure().deviceId("van 7")
				.code("4000000")
				.message("RESOURCE_INVALID_PARAM")
				.data("Malformed"))));
		assertThat(this.server.requests()).extracting(Request::line)
			.containsExactly("POST /tag/v1/devices/bulkAssign?customerId=demo&atomic=false&dryRun=true");
		assertThat(this.server.headers("Idempotency-Key")).containsExactly("order-4711");
	}

	@Test
	void changesTheTagsOfDevices() {
		// given
		this.server.respondsWith(FakeServer.envelope("""
				{"assigned":{"totalCount":1,"changedCount":1,"unchangedCount":0},
				"unassigned":{"totalCount":0,"changedCount":0,"unchangedCount":0}}"""));

		// when
		ChangeDeviceTagsCounts counts = this.client.changeDeviceTags("demo",
				new ChangeDeviceTagsRequest().deviceIds(List.of("R58M42ABCDE")).assignTagIds(List.of(ID)));

		// then
		assertThat(counts).isEqualTo(new ChangeDeviceTagsCounts()
			.assigned(new PairCounts().totalCount(1L).changedCount(1L).unchangedCount(0L))
			.unassigned(new PairCounts().totalCount(0L).changedCount(0L).unchangedCount(0L)));
		assertThat(this.server.requests())
			.containsExactly(withBody("POST /tag/v1/devices/bulkChange?customerId=demo", """
					{"deviceIds":["R58M42ABCDE"],"assignTagIds":["019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10"]}"""));
	}

	@Test
	void getsADevice() {
		// given
		this.server.respondsWith(FakeServer.envelope(DEVICE));

		// when
		Device device = this.client.getDevice("demo", "R58M42ABCDE");

		// then
		assertThat(device).isEqualTo(device());
		assertThat(this.server.requests())
			.containsExactly(withoutBody("GET /tag/v1/devices/R58M42ABCDE?customerId=demo"));
	}

	@Test
	void findsDevicesByTheirTags() {
		// given
		this.server
			.respondsWith(FakeServer.envelope("{\"devices\":[" + DEVICE + "],\"nextSearchAfter\":\"R58M42ABCDE\"}"));
		UUID other = UUID.fromString("019a9d2e-7f88-7c41-8a0d-52b7e1c9d3f6");

		// when
		DevicePage page = this.client.searchDevices("demo", DeviceQuery.tagged().withAll(ID, other).without(other), 1,
				"A");

		// then
		assertThat(page).isEqualTo(new DevicePage().devices(List.of(device())).nextSearchAfter("R58M42ABCDE"));
		assertThat(this.server.requests()).containsExactly(withoutBody("GET /tag/v1/devices?customerId=demo&allTags="
				+ ID + "&allTags=" + other + "&noTags=" + other + "&pageSize=1&searchAfter=A"));
	}

	@Test
	void countsDevicesByTheirTags() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"devices\":[" + DEVICE + "],\"total\":700}"));

		// when
		long count = this.client.countDevices("demo", DeviceQuery.tagged().withAny(ID));

		// then
		assertThat(count).isEqualTo(700);
		assertThat(this.server.requests()).containsExactly(
				withoutBody("GET /tag/v1/devices?customerId=demo&anyTags=" + ID + "&pageSize=1&includeTotal=true"));
	}

	@Test
	void listsWhatWasChanged() {
		// given
		this.server.respondsWith(FakeServer.envelope("""
				{"events":[{"position":"7","type":"DEVICES_ASSIGNED","occurredOn":1763598090000,"clientId":"sandbox",
				"subject":"sandbox","requestId":"r-7","tagIds":["019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10"],
				"deviceIds":["R58M42ABCDE"],"changedCount":1}],"nextSearchAfter":"7","hasMore":false}"""));

		// when
		EventPage page = this.client.listEvents("demo", 10, "6");

		// then
		assertThat(page).isEqualTo(new EventPage().nextSearchAfter("7")
			.hasMore(false)
			.events(List.of(new Event().position("7")
				.type("DEVICES_ASSIGNED")
				.occurredOn(1763598090000L)
				.clientId("sandbox")
				.subject("sandbox")
				.requestId("r-7")
				.tagIds(List.of(ID))
				.deviceIds(List.of("R58M42ABCDE"))
				.changedCount(1L))));
		assertThat(this.server.requests())
			.containsExactly(withoutBody("GET /tag/v1/events?customerId=demo&pageSize=10&searchAfter=6"));
	}

	@Test
	void acceptsWhatALaterVersionAdds() {
		// given
		this.server.respondsWith(Response.json(200, """
				{"result":200,"code":"20000042","message":"MOSTLY","more":[1],"data":{"total":1,"color":"red","tags":[
				{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"On loan","predefinedType":"BY_RULE",
				"assignedDeviceCount":0,"createdOn":1,"modifiedOn":2,"owner":{"name":"x"}}]}}"""));

		// when
		TagPage page = this.client.listTags("demo");

		// then
		assertThat(page.getTags()).containsExactly(new Tag().id(ID)
			.name("On loan")
			.predefinedType("BY_RULE")
			.assignedDeviceCount(0L)
			.createdOn(1L)
			.modifiedOn(2L));
	}

	@Test
	void findsAnApiBelowAPath() {
		// given
		this.server.respondsWith(FakeServer.envelope("{\"total\":0,\"tags\":[]}"));

		// when
		try (TagApiClient below = TagApiClient.builder(this.server.address().resolve("/fleet/"))
			.accessToken(() -> "token-1")
			.build()) {
			below.listTags("demo");
		}

		// then
		assertThat(this.server.requests()).containsExactly(withoutBody("GET /fleet/tag/v1/tags?customerId=demo"));
	}

	@Test
	void givesAccessToEnvelopesAndHeaders() throws ApiException {
		// given
		this.server.respondsWith(FakeServer.envelope(ONE_TAG).with("Location", "/tag/v1/tags/" + ID));

		// when
		ApiResponse<TagResponse> response = this.client.tags()
			.createTagWithHttpInfo("demo", new CreateTagRequest().name("Étage 2 ✓"), null);

		// then
		assertThat(response.getHeaders().get("location")).containsExactly("/tag/v1/tags/" + ID);
		assertThat(response.getData().getCode()).isEqualTo("20000000");
		assertThat(this.server.requests()).extracting(Request::authorization).containsExactly("Bearer token-1");
	}

	@Test
	@SuppressWarnings("NullAway") // The point of the test.
	void refusesToSendWithoutACustomer() {
		// when, then
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.listTags(null))
			.withMessage("Missing the required parameter 'customerId' when calling listTags");
		assertThat(this.server.requests()).isEmpty();
	}

	private static Tag tag() {
		return new Tag().id(ID)
			.name("Étage 2 ✓")
			.description("二階")
			.predefinedType("MANUAL")
			.assignedDeviceCount(3L)
			.createdOn(1763596800000L)
			.modifiedOn(1763683200000L);
	}

	private static Device device() {
		return new Device().id("R58M42ABCDE").tags(List.of(new TagReference().id(ID).name("Étage 2 ✓")));
	}

	private static BulkTagsRequest devices() {
		return new BulkTagsRequest().deviceIds(List.of("356938035643809", "R58M42ABCDE")).tagIds(List.of(ID));
	}

	private static Request withBody(String line, String body) {
		return request(line, "application/json", body);
	}

	private static Request withoutBody(String line) {
		return request(line, null, "");
	}

	private static Request request(String line, @Nullable String contentType, String body) {
		return new Request(line, "Bearer token-1", contentType, body);
	}

}
