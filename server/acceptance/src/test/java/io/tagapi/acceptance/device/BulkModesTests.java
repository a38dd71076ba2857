package io.tagapi.acceptance.device;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.server.http.limit.ResponseMemory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bulk calls that are done in part, or not at all.
 */
@AcceptanceTest
class BulkModesTests {

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private static final String UNASSIGN = "/tag/v1/devices/bulkUnassign?customerId=demo";

	private static final String CHANGE = "/tag/v1/devices/bulkChange?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	private final DataSource dataSource;

	private final ResponseMemory memory;

	private UUID tag;

	BulkModesTests(@Autowired TestServer server, @Autowired DataSource dataSource, @Autowired ResponseMemory memory) {
		this.memory = memory;
		this.dataSource = dataSource;
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@BeforeEach
	void createTag() {
		this.tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2")).getId();
	}

	@Test
	void malformedDevicesAreLeftOutAndNamedOneByOne() {
		assign("A1");

		post(ASSIGN + "&atomic=false", tagIds("\"A1\", \"van 7\", \"A2\", \"\", \"van 7\"")).isJson(200,
				"""
						{"result": 200, "code": "20000000", "message": "SUCCESS",
						 "data": {"totalCount": 4, "changedCount": 1, "unchangedCount": 1, "failedCount": 2, "failures": [
						   {"deviceId": "", "code": "4000000", "message": "RESOURCE_INVALID_PARAM",
						    "data": "The specified request parameters are not valid: deviceIds[3] () must be 1 to 64 characters long"},
						   {"deviceId": "van 7", "code": "4000000", "message": "RESOURCE_INVALID_PARAM",
						    "data": "The specified request parameters are not valid: deviceIds[1] (van 7) must consist of letters, \
						digits and ._:- and start with a letter or digit"}]}}""");
		assertThat(stored()).containsExactly("A1", "A2");
	}

	@Test
	void theReasonIsThatOfTheErrorOfAnAtomicCall() {
		String json = tagIds("\"%s\"".formatted("A".repeat(70)));
		Response error = post(ASSIGN, json);

		Response response = post(ASSIGN + "&atomic=false", json);

		assertThat(error.status()).isEqualTo(400);
		assertThat(response.body()).contains("\"data\":\"" + error.json().get("data") + "\"");
	}

	@Test
	void tagsAreTakenOffTheOtherDevices() {
		assign("A1", "A2");

		post(UNASSIGN + "&atomic=false", tagIds("\"A1\", \"-\"")).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"totalCount": 2, "changedCount": 1, "unchangedCount": 0, "failedCount": 1, "failures": [
				   {"deviceId": "-", "code": "4000000", "message": "RESOURCE_INVALID_PARAM",
				    "data": "The specified request parameters are not valid: deviceIds[1] (-) must consist of letters, \
				digits and ._:- and start with a letter or digit"}]}}""");
		assertThat(stored()).containsExactly("A2");
	}

	@Test
	void withoutFailuresTheListIsEmpty() {
		post(ASSIGN + "&atomic=false", tagIds("\"A1\"")).isJson(200,
				"""
						{"result": 200, "code": "20000000", "message": "SUCCESS",
						 "data": {"totalCount": 1, "changedCount": 1, "unchangedCount": 0, "failedCount": 0, "failures": []}}""");
	}

	@Test
	void allDevicesMayBeMalformed() {
		Response response = post(ASSIGN + "&atomic=false", tagIds("\"!1\", \"!2\""));

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body())
			.contains("\"totalCount\":2,\"changedCount\":0,\"unchangedCount\":0,\"failedCount\":2");
		assertThat(stored()).isEmpty();
	}

	@Test
	void nonStringDeviceIdIsRejected() {
		post(ASSIGN + "&atomic=false", tagIds("\"A1\", 7, \"!\"")).isInvalid("deviceIds[1] must be a string");
		assertThat(stored()).isEmpty();
	}

	@Test
	void unknownTagIsRejectedInEachMode() {
		UUID unknown = TestServer.unknownTag(1);

		post(ASSIGN + "&atomic=false",
				"{\"deviceIds\": [\"A1\", \"!\"], \"tagIds\": [\"%s\", \"%s\"]}".formatted(this.tag, unknown))
			.isNotFound("tag " + unknown);
		assertThat(stored()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGN, UNASSIGN, CHANGE })
	void modesOtherThanTrueOrFalseAreRejected(String path) {
		String json = path.equals(CHANGE) ? "{\"deviceIds\": [\"A1\"], \"assignTagIds\": [\"%s\"]}".formatted(this.tag)
				: tagIds("\"A1\"");

		post(path + "&atomic=yes&dryRun=0", json)
			.isInvalid("atomic must be true or false; dryRun must be true or false");
	}

	/** R has no other way to write them. */
	@Test
	void theModesMayBeInCapitals() {
		post(ASSIGN + "&atomic=FALSE&dryRun=TRUE", tagIds("\"A1\", \"!\"")).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"totalCount": 2, "changedCount": 1, "unchangedCount": 0, "failedCount": 1, "dryRun": true,
				          "failures": [{"deviceId": "!", "code": "4000000", "message": "RESOURCE_INVALID_PARAM",
				            "data": "The specified request parameters are not valid: deviceIds[1] (!) must consist of \
				letters, digits and ._:- and start with a letter or digit"}]}}""");
		assertThat(stored()).isEmpty();
	}

	@Test
	void aDryRunHasTheResponseOfTheCallAndChangesNothing() {
		assign("A1");

		post(ASSIGN + "&dryRun=true", tagIds("\"A1\", \"A2\", \"A3\"")).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"totalCount": 3, "changedCount": 2, "unchangedCount": 1, "dryRun": true}}""");
		post(UNASSIGN + "&dryRun=true", tagIds("\"A1\", \"A2\", \"A3\"")).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"totalCount": 3, "changedCount": 1, "unchangedCount": 2, "dryRun": true}}""");
		assertThat(stored()).containsExactly("A1");
		assertThat(this.server.database()
			.sql("select version from customer where customer_id = 'demo'")
			.query(Long.class)
			.single()).isEqualTo(2);
	}

	/** With these locks, any write or lock of a dry run would wait. */
	@ParameterizedTest
	@ValueSource(strings = { ASSIGN, UNASSIGN })
	void dryRunNeitherWritesNorLocks(String path) throws SQLException {
		assign("A1");
		try (Connection other = this.dataSource.getConnection()) {
			other.setAutoCommit(false);
			try (Statement statement = other.createStatement()) {
				statement.execute("lock table tag, assignment, customer, event in exclusive mode");
			}

			Response response = post(path + "&dryRun=true", tagIds("\"A1\", \"A2\""));

			assertThat(response.status()).as(response.body()).isEqualTo(200);
			assertThat(response.body()).contains("\"changedCount\":1,\"unchangedCount\":1");
			other.rollback();
		}
	}

	@Test
	void dryRunIsRejectedLikeTheCall() {
		UUID unknown = TestServer.unknownTag(1);

		post(ASSIGN + "&dryRun=true", "{\"deviceIds\": [\"A1\"], \"tagIds\": [\"%s\"]}".formatted(unknown))
			.isNotFound("tag " + unknown);
		post(ASSIGN + "&dryRun=true", tagIds("\"!\""))
			.isInvalid("deviceIds[0] (!) must consist of letters, digits and ._:- and start with a letter or digit");
	}

	@Test
	void aDryRunCanTellTheFailuresToo() {
		Response response = post(ASSIGN + "&dryRun=true&atomic=false", tagIds("\"A1\", \"!\""));

		assertThat(response.body()).contains("\"changedCount\":1", "\"failedCount\":1", "\"dryRun\":true",
				"\"deviceId\":\"!\"");
		assertThat(stored()).isEmpty();
	}

	@Test
	void tenThousandMalformedDevicesAreNamedOneByOne() {
		List<String> devices = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			devices.add("\"!" + i + "\"");
		}

		Response response = post(ASSIGN + "&atomic=false", tagIds(String.join(", ", devices)));

		assertThat(response.body()).contains("\"failedCount\":10000", "\"deviceId\":\"!9999\"");
	}

	@Test
	void responseIsNotMuchLongerThanTheMalformedDevices() {
		String device = "!".repeat(80);
		List<String> devices = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			devices.add("\"%s%d\"".formatted(device, i));
		}

		Response response = post(ASSIGN + "&atomic=false", tagIds(String.join(", ", devices)));

		assertThat(response.body()).contains("\"failedCount\":10000")
			.contains("\"data\":\"The specified request parameters are not valid: deviceIds[7] ("
					+ device.substring(0, 64)
					+ "…) must be 1 to 64 characters long; must consist of letters, digits and ._:- and start with a"
					+ " letter or digit\"");
		assertThat(response.body().length()).isLessThan(10_000 * 420);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&dryRun=true" })
	void withoutMemoryForItsFailuresACallIsRejectedBeforeItIsDone(String mode) {
		List<String> devices = new ArrayList<>(List.of("\"A1\""));
		for (int i = 0; i < 2_000; i++) {
			devices.add("\"!" + i + "\"");
		}
		String json = tagIds(String.join(", ", devices));
		MockHttpServletRequest slow = new MockHttpServletRequest();
		this.memory.reserve(slow, "demo", Integer.MAX_VALUE);

		Response rejected = postWithKey(ASSIGN + "&atomic=false" + mode, json);
		Response ofOther = post("/tag/v1/devices/bulkAssign?customerId=acme&atomic=false" + mode, json);
		this.memory.give(slow);

		assertThat(rejected.status()).as(rejected.body()).isEqualTo(429);
		assertThat(rejected.header("Retry-After")).contains("1");
		assertThat(stored()).isEmpty();
		assertThat(this.server.database()
			.sql("select count(*) from idempotency where key = 'key'")
			.query(Long.class)
			.single()).as("rejected before the database is asked").isZero();
		ofOther.isNotFound("tag " + this.tag);
		assertThat(postWithKey(ASSIGN + "&atomic=false" + mode, json).status()).isEqualTo(200);
	}

	private Response postWithKey(String path, String json) {
		return this.server.send(this.server.authorized(path)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "key")
			.POST(BodyPublishers.ofString(json)));
	}

	private void assign(String... deviceIds) {
		post(ASSIGN, tagIds("\"" + String.join("\", \"", deviceIds) + "\""));
	}

	private String tagIds(String deviceIds) {
		return "{\"deviceIds\": [%s], \"tagIds\": [\"%s\"]}".formatted(deviceIds, this.tag);
	}

	private Response post(String path, String json) {
		return this.server.send("POST", path, json);
	}

	/** The devices that have the tag; its count is exact. */
	private List<String> stored() {
		List<String> devices = this.server.database()
			.sql("select device_id from assignment where customer_id = 'demo' order by device_id")
			.query((row, number) -> row.getString("device_id"))
			.list();
		Tag counted = this.client.listTags("demo").getTags().getFirst();
		assertThat(counted.getAssignedDeviceCount()).isEqualTo(devices.size());
		return devices;
	}

}
