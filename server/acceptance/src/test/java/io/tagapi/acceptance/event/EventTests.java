package io.tagapi.acceptance.event;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.TestTokens;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.invoker.ApiException;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.Tag;
import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.PurgeRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The feed of what has happened.
 */
@AcceptanceTest
class EventTests {

	private static final String EVENTS = "/tag/v1/events?customerId=demo";

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private static final String UNASSIGN = "/tag/v1/devices/bulkUnassign?customerId=demo";

	private static final String CHANGE = "/tag/v1/devices/bulkChange?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	private final JWKSource<SecurityContext> trustedKeys;

	private final List<Purge> purges;

	private final PurgeRuns runs;

	EventTests(@Autowired TestServer server, @Autowired JWKSource<SecurityContext> trustedKeys,
			@Autowired List<Purge> purges, @Autowired PurgeRuns runs) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
		this.trustedKeys = trustedKeys;
		this.purges = purges;
		this.runs = runs;
	}

	@Test
	void aFreshCustomerHasNoEvents() {
		this.server.get(EVENTS).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"events": [], "nextSearchAfter": "0", "hasMore": false}}""");
	}

	@Test
	void anEventTellsWhoDidWhat() {
		long before = System.currentTimeMillis();
		Response created = this.server.send("POST", TAGS, "{\"name\": \"Floor 2\", \"description\": \"Scanners\"}");
		JsonNode tag = JsonMapper.shared().readTree(created.body()).at("/data/tags/0");

		Response response = this.server.get(EVENTS);

		long occurredOn = events(response).getFirst().get("occurredOn").longValue();
		assertThat(occurredOn).isBetween(before, System.currentTimeMillis());
		response.isJson(200,
				"""
						{"result": 200, "code": "20000000", "message": "SUCCESS",
						 "data": {"nextSearchAfter": "%s", "hasMore": false, "events": [
						   {"position": "1", "type": "TAG_CREATED", "occurredOn": %d, "clientId": "sandbox", "subject": "sandbox",
						    "requestId": "%s", "tagIds": ["%s"], "tag": %s}]}}"""
					.formatted(nextSearchAfter(response), occurredOn, requestId(created), tag.get("id").stringValue(),
							tag));
	}

	@Test
	void aTagHasEventsFromItsBeginningToItsEnd() {
		UUID id = create("Floor 2");
		this.server.send("PUT", "/tag/v1/tags/" + id + "?customerId=demo", "{\"name\": \"Floor 3\"}");
		this.server.send("POST", ASSIGN, bulk(id, "A1", "A2"));
		this.server.send("DELETE", "/tag/v1/tags/" + id + "?customerId=demo", "");

		List<JsonNode> events = events(this.server.get(EVENTS));

		assertThat(events).extracting((event) -> event.get("type").stringValue())
			.containsExactly("TAG_CREATED", "TAG_UPDATED", "DEVICES_ASSIGNED", "TAG_DELETED");
		assertThat(events).extracting((event) -> event.at("/tag/name").asString(""))
			.containsExactly("Floor 2", "Floor 3", "", "Floor 3");
		assertThat(events.getLast().at("/tag/assignedDeviceCount").longValue()).isEqualTo(2);
		assertThat(events)
			.allSatisfy((event) -> assertThat(event.at("/tagIds/0").stringValue()).isEqualTo(id.toString()));
	}

	@Test
	void deviceEventsTellWhatWasAskedForAndHowMuchOfItChanged() {
		UUID first = create("A");
		UUID second = create("B");
		this.server.send("POST", ASSIGN, bulk(first, "A2", "A1", "A2"));
		this.server.send("POST", UNASSIGN, bulk(first, "A2", "A3"));
		this.server.send("POST", CHANGE + "&atomic=false",
				"{\"deviceIds\": [\"A1\", \"!\"], \"assignTagIds\": [\"%s\"], \"unassignTagIds\": [\"%s\"]}"
					.formatted(second, first));

		List<JsonNode> events = events(this.server.get(EVENTS + "&searchAfter=2"));

		assertThat(events).extracting(EventTests::summary)
			.containsExactly("3 DEVICES_ASSIGNED [\"%s\"] [\"A1\",\"A2\"] 2".formatted(first),
					"4 DEVICES_UNASSIGNED [\"%s\"] [\"A2\",\"A3\"] 1".formatted(first),
					"5 DEVICES_ASSIGNED [\"%s\"] [\"A1\"] 1".formatted(second),
					"6 DEVICES_UNASSIGNED [\"%s\"] [\"A1\"] 1".formatted(first));
		assertThat(events.get(2).get("requestId")).isEqualTo(events.get(3).get("requestId"));
		assertThat(events).noneMatch((event) -> event.has("tag"));
	}

	@Test
	void requestsThatChangeNothingHaveNoEvent() {
		UUID tag = create("Floor 2");
		String json = bulk(tag, "A1");
		this.server.send("POST", ASSIGN, json);

		this.server.send("POST", ASSIGN, json);
		this.server.send("POST", UNASSIGN + "&dryRun=true", json);
		this.server.send("POST", ASSIGN, bulk(TestServer.unknownTag(1), "A1"));
		this.server.send("POST", TAGS, "{\"name\": \"Floor 2\"}");
		keyed(TAGS, "{\"name\": \"Floor 3\"}");
		keyed(TAGS, "{\"name\": \"Floor 3\"}");

		assertThat(types(this.server.get(EVENTS))).containsExactly("TAG_CREATED", "DEVICES_ASSIGNED", "TAG_CREATED");
	}

	@ParameterizedTest
	@CsvSource({ "client_id, phone-app, phone-app", "azp, old-app, old-app", "unrelated, x," })
	void thePersonAndTheClientComeFromTheToken(String claim, String value, String clientId) {
		String token = TestTokens.sign(this.server.address(), this.trustedKeys,
				(claims) -> claims.subject("alice").claim("customer_ids", List.of("demo")).claim(claim, value));
		this.server.send(this.server.request(TAGS)
			.header("Authorization", "Bearer " + token)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")));

		JsonNode event = events(this.server.get(EVENTS)).getFirst();

		assertThat(event.get("subject").stringValue()).isEqualTo("alice");
		assertThat(event.path("clientId").asString(null)).isEqualTo(clientId);
	}

	@Test
	void idsThatComeWithARequestAreInItsEvents() throws ApiException {
		UUID tag = create("Floor 2");
		BulkTagsRequest devices = new BulkTagsRequest().addDeviceIdsItem("A1").addTagIdsItem(tag);
		String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

		this.client.devices()
			.bulkAssignTags("demo", devices, null, null, null, Map.of("X-Request-Id", "order-4711/retry-2",
					"traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

		List<Event> events = this.client.listEvents("demo", null, null).getEvents();
		assertThat(events).extracting(Event::getClientRequestId).containsExactly(null, "order-4711/retry-2");
		assertThat(events).extracting(Event::getTraceId).containsExactly(null, trace);
		assertThat(events.getLast().getRequestId()).isNotEqualTo("order-4711/retry-2");
	}

	@ParameterizedTest
	@CsvSource({ "X-Request-Id, <forged>", "X-Request-Id, two words", "X-Request-Id, ''", "traceparent, forged",
			"traceparent, 00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
			"traceparent, 00-00000000000000000000000000000000-00f067aa0ba902b7-01",
			"traceparent, 00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
			"traceparent, ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" })
	void malformedIdIsNotInTheEvent(String header, String value) throws ApiException {
		this.client.tags().createTag("demo", new CreateTagRequest().name("Floor 2"), null, Map.of(header, value));

		JsonNode event = events(this.server.get(EVENTS)).getFirst();

		assertThat(event.has("clientRequestId")).isFalse();
		assertThat(event.has("traceId")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "128, true", "129, false" })
	void idOfARequestMayHave128Characters(int length, boolean kept) throws ApiException {
		this.client.tags()
			.createTag("demo", new CreateTagRequest().name("Floor 2"), null,
					Map.of("X-Request-Id", "x".repeat(length)));

		assertThat(events(this.server.get(EVENTS)).getFirst().has("clientRequestId")).isEqualTo(kept);
	}

	/** The changes of a request that is repeated were made by the first one. */
	@Test
	void replayedRequestHasTheIdOfTheFirstOne() throws ApiException {
		for (String id : List.of("first", "second")) {
			this.client.tags()
				.createTag("demo", new CreateTagRequest().name("Floor 2"), "key", Map.of("X-Request-Id", id));
		}

		assertThat(this.client.listEvents("demo", null, null).getEvents()).extracting(Event::getClientRequestId)
			.containsExactly("first");
	}

	@Test
	void eachCustomerHasItsOwnFeed() {
		create("Floor 2");
		this.client.createTag("acme", new CreateTagRequest().name("Secret"));

		assertThat(this.server.get(EVENTS).body()).doesNotContain("Secret");
		assertThat(types(this.server.get("/tag/v1/events?customerId=acme"))).containsExactly("TAG_CREATED");
	}

	@Test
	void aReaderGoesOnWhereItHasStopped() {
		for (int i = 0; i < 5; i++) {
			create("Tag " + i);
		}

		Response first = this.server.get(EVENTS + "&pageSize=3");
		assertThat(positions(first)).containsExactly("1", "2", "3");
		assertThat(nextSearchAfter(first)).matches("0[0-9]{6}3");
		assertThat(first.body()).contains("\"hasMore\":true");

		Response second = this.server.get(EVENTS + "&pageSize=3&searchAfter=" + nextSearchAfter(first));
		assertThat(positions(second)).containsExactly("4", "5");
		assertThat(second.body()).contains("\"hasMore\":false");

		String newest = nextSearchAfter(second);
		Response upToDate = this.server.get(EVENTS + "&searchAfter=" + newest);
		upToDate.isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"events": [], "nextSearchAfter": "%s", "hasMore": false}}""".formatted(newest));
		create("Tag 5");
		assertThat(positions(this.server.get(EVENTS + "&searchAfter=" + newest))).containsExactly("6");
	}

	@Test
	void aFullPageAtTheEndHasNoMore() {
		create("Floor 2");
		create("Floor 3");

		assertThat(this.server.get(EVENTS + "&pageSize=2").body()).contains("\"hasMore\":false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "001" })
	void cursorOfTheNewestEventHasNoEvents(String position) {
		create("Floor 2");

		this.server.get(EVENTS + "&searchAfter=" + position).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"events": [], "nextSearchAfter": "%s", "hasMore": false}}""".formatted(position));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "99999", "9223372036854775807" })
	void positionOfAnotherHistoryIsNotFound(String position) {
		create("Floor 2");

		this.server.get(EVENTS + "&searchAfter=" + position)
			.isNotFound("the event at position " + position
					+ ", which belongs to another history than the data here; begin anew without searchAfter");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "x", "1.0" })
	void positionThatIsNotANumberIsRejected(String position) {
		this.server.get(EVENTS + "&searchAfter=" + position)
			.isInvalid("searchAfter must be the nextSearchAfter of an earlier response or the position of an event");
	}

	@Test
	void pageHoldsAboutAMegabyte() {
		UUID tag = create("Floor 2");
		assignAndUnassign(tag, 10, longIds());

		List<Integer> sizes = new ArrayList<>();
		List<String> positions = new ArrayList<>();
		Response page = this.server.get(EVENTS + "&pageSize=100");
		while (page.body().contains("\"hasMore\":true")) {
			sizes.add(page.body().length());
			positions.addAll(positions(page));
			page = this.server.get(EVENTS + "&pageSize=100&searchAfter=" + positions.getLast());
		}
		positions.addAll(positions(page));

		assertThat(sizes).hasSize(19).allMatch((size) -> size < 1_010_000);
		assertThat(positions)
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 21).mapToObj(String::valueOf).toList());
	}

	@Test
	void pageOfEventsWithoutASizeIsBoundedToo() {
		UUID tag = create("Floor 2");
		assignAndUnassign(tag, 5, longIds());
		this.server.database().sql("update event set size = null").update();

		assertThat(positions(this.server.get(EVENTS + "&pageSize=100"))).containsExactly("1", "2");
	}

	@Test
	void eventsThatThePageDoesNotHoldAreNotRead() {
		UUID tag = create("Floor 2");
		assignAndUnassign(tag, 10, longIds());
		this.server.database().sql("update event set device_ids = array['?'] where position > 2").update();

		assertThat(positions(this.server.get(EVENTS + "&pageSize=100"))).containsExactly("1", "2");
	}

	/** The position alone, which it took from an event, is enough for a reader too. */
	@Test
	void aReaderGoesOnAfterAPosition() {
		create("Floor 2");
		create("Floor 3");

		assertThat(positions(this.server.get(EVENTS + "&searchAfter=1"))).containsExactly("2");
	}

	private static String nextSearchAfter(Response page) {
		return JsonMapper.shared().readTree(page.body()).at("/data/nextSearchAfter").stringValue();
	}

	private static List<String> longIds() {
		return IntStream.range(0, 10_000).mapToObj("%064d"::formatted).toList();
	}

	private void assignAndUnassign(UUID tag, int times, List<String> devices) {
		BulkTagsRequest request = new BulkTagsRequest().deviceIds(devices).tagIds(List.of(tag));
		for (int i = 0; i < times; i++) {
			this.client.bulkAssignTags("demo", request);
			this.client.bulkUnassignTags("demo", request);
		}
	}

	@Test
	void cursorBeforeRemovedEventsIsNotFound() {
		for (int i = 0; i < 4; i++) {
			create("Tag " + i);
		}
		age(2, Duration.ofDays(91));

		this.purges.forEach(this.runs::run);

		assertThat(positions(this.server.get(EVENTS))).containsExactly("3", "4");
		assertThat(positions(this.server.get(EVENTS + "&searchAfter=2"))).containsExactly("3", "4");
		this.server.get(EVENTS + "&searchAfter=1")
			.isNotFound("the event after position 1, which is no longer kept; begin anew without searchAfter");
		this.server.get(EVENTS + "&searchAfter=0")
			.isNotFound("the event after position 0, which is no longer kept; begin anew without searchAfter");
	}

	@Test
	void theFeedGoesOnWhenAllEventsAreOld() {
		create("Floor 2");
		create("Floor 3");
		age(2, Duration.ofDays(91));

		this.purges.forEach(this.runs::run);

		this.server.get(EVENTS).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"events": [], "nextSearchAfter": "2", "hasMore": false}}""");
		create("Floor 4");
		assertThat(positions(this.server.get(EVENTS + "&searchAfter=2"))).containsExactly("3");
	}

	@Test
	void noGapArisesWhenAClockWasWrong() {
		for (int i = 0; i < 3; i++) {
			create("Tag " + i);
		}
		age(3, Duration.ofDays(91));
		this.server.database()
			.sql("update event set occurred_on = occurred_on + ? where customer_id = 'demo' and position = 2")
			.param(Duration.ofDays(60).toMillis())
			.update();

		this.purges.forEach(this.runs::run);

		assertThat(positions(this.server.get(EVENTS))).containsExactly("2", "3");
	}

	@Test
	void oldEventsOfACustomerAreRemovedInBatches() {
		addOldEvents("demo", Purge.BATCH + 1);
		addOldEvents("acme", 1);
		Purge purge = this.purges.stream()
			.filter((candidate) -> candidate.customers().contains("demo"))
			.findFirst()
			.orElseThrow();

		assertThat(purge.deleteBatch("demo")).isTrue();
		assertThat(storedPositions("demo")).containsExactly(Purge.BATCH + 1L);

		assertThat(purge.deleteBatch("demo")).isFalse();
		assertThat(storedPositions("demo")).isEmpty();
		assertThat(storedPositions("acme")).containsExactly(1L);
	}

	private void addOldEvents(String customer, int count) {
		this.server.database()
			.sql("insert into customer (customer_id, version) values (?, ?)")
			.params(customer, count)
			.update();
		this.server.database().sql("""
				insert into event (customer_id, position, type, occurred_on, request_id, tag_ids)
				select c.customer_id, n, 'TAG_CREATED', 0, 'request', '{}' from customer c, generate_series(1, ?) n
				where c.customer_id = ?
				""").params(count, customer).update();
	}

	private List<Long> storedPositions(String customer) {
		return this.server.database()
			.sql("select position from event where customer_id = ?")
			.param(customer)
			.query((row, number) -> row.getLong(1))
			.list();
	}

	/** Makes the events up to a position older. */
	private void age(long position, Duration duration) {
		this.server.database()
			.sql("update event set occurred_on = occurred_on - ? where customer_id = 'demo' and position <= ?")
			.param(duration.toMillis())
			.param(position)
			.update();
	}

	private UUID create(String name) {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name(name));
		return tag.getId();
	}

	private void keyed(String path, String json) {
		this.server.send(this.server.authorized(path)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "key")
			.POST(BodyPublishers.ofString(json)));
	}

	private static String bulk(UUID tag, String... deviceIds) {
		return "{\"deviceIds\": [\"%s\"], \"tagIds\": [\"%s\"]}".formatted(String.join("\", \"", deviceIds), tag);
	}

	private static String requestId(Response response) {
		return response.header("X-Request-Id").orElseThrow();
	}

	private static List<JsonNode> events(Response response) {
		List<JsonNode> events = new ArrayList<>();
		JsonMapper.shared().readTree(response.body()).at("/data/events").forEach(events::add);
		return events;
	}

	private static List<String> types(Response response) {
		return events(response).stream().map((event) -> event.get("type").stringValue()).toList();
	}

	private static List<String> positions(Response response) {
		return events(response).stream().map((event) -> event.get("position").stringValue()).toList();
	}

	private static String summary(JsonNode event) {
		return "%s %s %s %s %s".formatted(event.get("position").stringValue(), event.get("type").stringValue(),
				event.get("tagIds"), event.get("deviceIds"), event.get("changedCount"));
	}

}
