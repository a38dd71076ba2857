package io.tagapi.acceptance.device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Assigning tags to devices, and taking them off, in bulk.
 */
@AcceptanceTest
class BulkTests {

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private static final String UNASSIGN = "/tag/v1/devices/bulkUnassign?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	BulkTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@Test
	void assigningReturnsCountsOfPairs() {
		UUID tag = create("Floor 2").getId();

		this.server.send("POST", ASSIGN, json(List.of("A1", "B.2_x:y-z"), List.of(tag))).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"totalCount": 2, "changedCount": 2, "unchangedCount": 0}}""");
		assertThat(counts()).containsExactly(2L);
	}

	@Test
	void unassigningReturnsCountsOfPairs() {
		UUID tag = create("Floor 2").getId();
		assign(List.of("A1", "A2"), List.of(tag));

		this.server.send("POST", UNASSIGN, json(List.of("A2", "A3"), List.of(tag))).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"totalCount": 2, "changedCount": 1, "unchangedCount": 1}}""");
		assertThat(counts()).containsExactly(1L);
	}

	@Test
	void everyTagGoesToEveryDevice() {
		List<UUID> tags = Stream.of("A", "B", "C").map((name) -> create(name).getId()).toList();

		BulkTagsCounts counts = assign(TestServer.deviceIds(0, 50), tags);

		assertThat(counts).isEqualTo(counts(150, 150));
		assertThat(counts()).containsExactly(50L, 50L, 50L);
	}

	/** To read such a table for each device would take longer than a request may. */
	@Test
	void largestCallIsDoneThoughStatisticsSayThatTheTableIsNearlyEmpty() {
		List<UUID> tags = IntStream.range(0, 10).mapToObj((i) -> create("Floor " + i).getId()).toList();
		assign(List.of("A1", "A2"), tags);
		this.server.database().sql("vacuum analyze assignment").update();

		assertThat(assign(TestServer.deviceIds(0, 10_000), tags)).isEqualTo(counts(100_000, 100_000));
	}

	@Test
	void repeatingACallChangesNothingMore() {
		List<UUID> tags = List.of(create("Floor 2").getId());
		assign(List.of("A1", "A2"), tags);

		assertThat(assign(List.of("A1", "A2"), tags)).isEqualTo(counts(2, 0));
		assertThat(counts()).containsExactly(2L);
		assertThat(unassign(List.of("A1", "A2"), tags)).isEqualTo(counts(2, 2));
		assertThat(unassign(List.of("A1", "A2"), tags)).isEqualTo(counts(2, 0));
		assertThat(counts()).containsExactly(0L);
	}

	@Test
	void onlyNewPairsAreCounted() {
		UUID some = create("A").getId();
		UUID none = create("B").getId();
		assign(List.of("A1", "A2"), List.of(some));

		assertThat(assign(List.of("A2", "A3"), List.of(some, none))).isEqualTo(counts(4, 3));
		assertThat(counts()).containsExactly(3L, 2L);
	}

	@Test
	void duplicatesCountOnce() {
		UUID tag = create("Floor 2").getId();

		assertThat(assign(List.of("A1", "A2", "A1"), List.of(tag, tag))).isEqualTo(counts(2, 2));
		assertThat(counts()).containsExactly(2L);
	}

	@Test
	void deviceIdsDifferInCase() {
		UUID tag = create("Floor 2").getId();

		assertThat(assign(List.of("a1", "A1"), List.of(tag))).isEqualTo(counts(2, 2));
	}

	@Test
	void theLimitsCanBeReached() {
		List<UUID> tags = IntStream.range(0, 10).mapToObj((i) -> create("Tag " + i).getId()).toList();
		List<String> devices = TestServer.deviceIds(0, 10_000);

		assertThat(assign(devices, tags)).isEqualTo(counts(100_000, 100_000));
		assertThat(counts()).containsOnly(10_000L);
		assertThat(unassign(devices, tags)).isEqualTo(counts(100_000, 100_000));
		assertThat(counts()).containsOnly(0L);
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGN, UNASSIGN })
	void tooManyDevicesAreRejected(String path) {
		String json = json(TestServer.deviceIds(0, 10_001), List.of(create("Floor 2").getId()));

		this.server.send("POST", path, json).isInvalid("deviceIds must have 1 to 10000 items");
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGN, UNASSIGN })
	void tooManyTagsAreRejected(String path) {
		List<UUID> tags = Collections.nCopies(11, create("Floor 2").getId());

		this.server.send("POST", path, json(List.of("A1"), tags)).isInvalid("tagIds must have 1 to 10 items");
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGN, UNASSIGN })
	void emptyListsAreRejected(String path) {
		this.server.send("POST", path, "{\"deviceIds\": [], \"tagIds\": []}")
			.isInvalid("deviceIds must have 1 to 10000 items; tagIds must have 1 to 10 items");
	}

	@Test
	void oneMalformedDeviceIdLeavesEverythingAsItWas() {
		UUID tag = create("Floor 2").getId();
		List<String> devices = new ArrayList<>(TestServer.deviceIds(0, 10));
		devices.set(4, "no spaces");

		this.server.send("POST", ASSIGN, json(devices, List.of(tag)))
			.isInvalid("deviceIds[4] (no spaces) must consist of letters, digits and ._:- "
					+ "and start with a letter or digit");
		assertThat(counts()).containsExactly(0L);
	}

	@Test
	void ofManyMalformedDeviceIdsTheFirstAreNamedAndTheOthersCounted() {
		UUID tag = create("Floor 2").getId();
		List<String> devices = IntStream.range(0, 9).mapToObj((i) -> "!" + i).toList();

		this.server.send("POST", ASSIGN, json(devices, List.of(tag)))
			.isInvalid("deviceIds[0] (!0), deviceIds[1] (!1), deviceIds[2] (!2), deviceIds[3] (!3), deviceIds[4] (!4)"
					+ " and 4 more must consist of letters, digits and ._:- and start with a letter or digit");
	}

	@Test
	void oneUnknownTagLeavesEverythingAsItWas() {
		UUID tag = create("Floor 2").getId();
		UUID unknown = TestServer.unknownTag(1);

		this.server.send("POST", ASSIGN, json(List.of("A1"), List.of(tag, unknown))).isNotFound("tag " + unknown);
		assertThat(counts()).containsExactly(0L);

		assign(List.of("A1"), List.of(tag));
		this.server.send("POST", UNASSIGN, json(List.of("A1"), List.of(tag, unknown))).isNotFound("tag " + unknown);
		assertThat(counts()).containsExactly(1L);
	}

	@Test
	void ofManyUnknownTagsTheFirstAreNamedAndTheOthersCounted() {
		List<UUID> unknown = IntStream.range(0, 7).mapToObj(TestServer::unknownTag).toList();

		this.server.send("POST", ASSIGN, json(List.of("A1"), unknown))
			.isNotFound("tag %s, tag %s, tag %s, tag %s, tag %s and 2 more".formatted(unknown.toArray()));
	}

	@Test
	void anotherCustomersTagIsUnknown() {
		UUID ofAcme = this.client.createTag("acme", new CreateTagRequest().name("Floor 2")).getId();

		this.server.send("POST", ASSIGN, json(List.of("A1"), List.of(ofAcme))).isNotFound("tag " + ofAcme);
		this.server.send("POST", UNASSIGN, json(List.of("A1"), List.of(ofAcme))).isNotFound("tag " + ofAcme);
		assertThat(this.client.listTags("acme").getTags().getFirst().getAssignedDeviceCount()).isZero();
	}

	private Tag create(String name) {
		return this.client.createTag("demo", new CreateTagRequest().name(name));
	}

	private BulkTagsCounts assign(List<String> devices, List<UUID> tags) {
		return this.client.bulkAssignTags("demo", new BulkTagsRequest().deviceIds(devices).tagIds(tags));
	}

	private BulkTagsCounts unassign(List<String> devices, List<UUID> tags) {
		return this.client.bulkUnassignTags("demo", new BulkTagsRequest().deviceIds(devices).tagIds(tags));
	}

	private static BulkTagsCounts counts(long total, long changed) {
		return new BulkTagsCounts().totalCount(total).changedCount(changed).unchangedCount(total - changed);
	}

	/**
	 * The counts of all tags, in the order of their names; each is what the table holds.
	 */
	private List<Long> counts() {
		List<Tag> tags = this.client.listTags("demo").getTags();
		assertThat(tags).allSatisfy((tag) -> assertThat(tag.getAssignedDeviceCount())
			.isEqualTo(this.server.storedAssignments("demo", tag)));
		return tags.stream().map(Tag::getAssignedDeviceCount).toList();
	}

	private static String json(List<String> devices, List<UUID> tags) {
		return JsonMapper.shared().writeValueAsString(new BulkTagsRequest().deviceIds(devices).tagIds(tags));
	}

}
