package io.tagapi.acceptance.device;

import java.util.List;
import java.util.UUID;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Assigning some tags and taking others off in one call.
 */
@AcceptanceTest
class DeviceChangeTests {

	private static final String CHANGE = "/tag/v1/devices/bulkChange?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	private UUID from;

	private UUID to;

	DeviceChangeTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@BeforeEach
	void createTags() {
		this.from = create("From");
		this.to = create("To");
		this.client.bulkAssignTags("demo",
				new BulkTagsRequest().deviceIds(List.of("A1", "A2")).tagIds(List.of(this.from)));
	}

	@Test
	void devicesMoveFromOneTagToAnother() {
		change("\"A1\", \"A2\", \"A3\", \"A1\"", this.to, this.from).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"assigned": {"totalCount": 3, "changedCount": 3, "unchangedCount": 0},
				          "unassigned": {"totalCount": 3, "changedCount": 2, "unchangedCount": 1}}}""");
		assertThat(counts()).containsExactly(0L, 3L);
	}

	@Test
	void oneOfTheListsIsEnough() {
		post("{\"deviceIds\": [\"A1\"], \"assignTagIds\": [\"%s\"]}".formatted(this.to)).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"assigned": {"totalCount": 1, "changedCount": 1, "unchangedCount": 0},
				          "unassigned": {"totalCount": 0, "changedCount": 0, "unchangedCount": 0}}}""");
		post("{\"deviceIds\": [\"A1\"], \"assignTagIds\": [], \"unassignTagIds\": [\"%s\"]}".formatted(this.from))
			.isJson(200, """
					{"result": 200, "code": "20000000", "message": "SUCCESS",
					 "data": {"assigned": {"totalCount": 0, "changedCount": 0, "unchangedCount": 0},
					          "unassigned": {"totalCount": 1, "changedCount": 1, "unchangedCount": 0}}}""");
		assertThat(counts()).containsExactly(1L, 1L);
	}

	@Test
	void malformedDevicesAreLeftOutOfBothSides() {
		this.server.send("POST", CHANGE + "&atomic=false", json("\"A1\", \"van 7\"", this.to, this.from))
			.isJson(200,
					"""
							{"result": 200, "code": "20000000", "message": "SUCCESS",
							 "data": {"assigned": {"totalCount": 2, "changedCount": 1, "unchangedCount": 0, "failedCount": 1},
							          "unassigned": {"totalCount": 2, "changedCount": 1, "unchangedCount": 0, "failedCount": 1},
							          "failures": [{"deviceId": "van 7", "code": "4000000", "message": "RESOURCE_INVALID_PARAM",
							            "data": "The specified request parameters are not valid: deviceIds[1] (van 7) must consist of \
							letters, digits and ._:- and start with a letter or digit"}]}}""");
		assertThat(counts()).containsExactly(1L, 1L);
	}

	@Test
	void aDryRunChangesNothing() {
		this.server.send("POST", CHANGE + "&dryRun=true", json("\"A1\"", this.to, this.from)).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"assigned": {"totalCount": 1, "changedCount": 1, "unchangedCount": 0},
				          "unassigned": {"totalCount": 1, "changedCount": 1, "unchangedCount": 0}, "dryRun": true}}""");
		assertThat(counts()).containsExactly(2L, 0L);
	}

	@Test
	void oneUnknownTagLeavesEverythingAsItWas() {
		UUID unknown = TestServer.unknownTag(1);

		change("\"A1\"", unknown, this.from).isNotFound("tag " + unknown);
		change("\"A1\"", this.to, unknown).isNotFound("tag " + unknown);
		assertThat(counts()).containsExactly(2L, 0L);
	}

	@Test
	void tagOnBothSidesIsRejected() {
		change("\"A1\"", this.from, this.from)
			.isInvalid("unassignTagIds must not name what assignTagIds names: tag " + this.from);
		assertThat(counts()).containsExactly(2L, 0L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ", \"assignTagIds\": []", ", \"assignTagIds\": [], \"unassignTagIds\": []",
			", \"assignTagIds\": null, \"unassignTagIds\": null" })
	void changeWithoutATagIsRejected(String lists) {
		post("{\"deviceIds\": [\"A1\"]" + lists + "}").isMissing("assignTagIds or unassignTagIds is required");
	}

	/** Many generated clients send null for what is not set. */
	@Test
	void aListThatIsNullIsAsIfLeftOut() {
		post("{\"deviceIds\": [\"A1\"], \"assignTagIds\": [\"%s\"], \"unassignTagIds\": null}".formatted(this.to))
			.isJson(200, """
					{"result": 200, "code": "20000000", "message": "SUCCESS",
					 "data": {"assigned": {"totalCount": 1, "changedCount": 1, "unchangedCount": 0},
					          "unassigned": {"totalCount": 0, "changedCount": 0, "unchangedCount": 0}}}""");
		assertThat(counts()).containsExactly(2L, 1L);
	}

	@Test
	void theDevicesCannotBeNull() {
		post("{\"deviceIds\": null, \"assignTagIds\": [\"%s\"]}".formatted(this.to))
			.isMissing("deviceIds must not be null");
	}

	@Test
	void everythingThatIsWrongIsNamed() {
		post("{\"deviceIds\": [\"!\"], \"assignTagIds\": [\"x\"], \"unassignTagIds\": 1, \"tagIds\": []}")
			.isInvalid("deviceIds[0] (!) must consist of letters, digits and ._:- and start with a letter or digit; "
					+ "assignTagIds[0] (x) must be a UUID; unassignTagIds must be an array; "
					+ "tagIds is not a property of this request");
	}

	private UUID create(String name) {
		return this.client.createTag("demo", new CreateTagRequest().name(name)).getId();
	}

	private Response change(String deviceIds, UUID assign, UUID unassign) {
		return post(json(deviceIds, assign, unassign));
	}

	private static String json(String deviceIds, UUID assign, UUID unassign) {
		return "{\"deviceIds\": [%s], \"assignTagIds\": [\"%s\"], \"unassignTagIds\": [\"%s\"]}".formatted(deviceIds,
				assign, unassign);
	}

	private Response post(String json) {
		return this.server.send("POST", CHANGE, json);
	}

	/** The counts of both tags; each is what the table holds. */
	private List<Long> counts() {
		List<Tag> tags = this.client.listTags("demo").getTags();
		assertThat(tags).allSatisfy((tag) -> assertThat(tag.getAssignedDeviceCount())
			.isEqualTo(this.server.storedAssignments("demo", tag)));
		return tags.stream().map(Tag::getAssignedDeviceCount).toList();
	}

}
