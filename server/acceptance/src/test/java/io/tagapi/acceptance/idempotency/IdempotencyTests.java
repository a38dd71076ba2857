package io.tagapi.acceptance.idempotency;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.contract.ContractObserver;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.PurgeRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Repeating a request with an {@code Idempotency-Key}.
 */
@AcceptanceTest
class IdempotencyTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private static final String ASSIGN = "/tag/v1/devices/bulkAssign?customerId=demo";

	private static final String UNASSIGN = "/tag/v1/devices/bulkUnassign?customerId=demo";

	private static final String CHANGE = "/tag/v1/devices/bulkChange?customerId=demo";

	private static final String FLOOR = "{\"name\": \"Floor 2\", \"description\": null}";

	private final TestServer server;

	private final TagApiClient client;

	private final ContractObserver observer;

	private final DataSource dataSource;

	private final List<Purge> purges;

	private final PurgeRuns runs;

	IdempotencyTests(@Autowired TestServer server, @Autowired ContractObserver observer,
			@Autowired DataSource dataSource, @Autowired List<Purge> purges, @Autowired PurgeRuns runs) {
		this.server = server;
		this.observer = observer;
		this.client = server.client("sandbox", "tag");
		this.dataSource = dataSource;
		this.purges = purges;
		this.runs = runs;
	}

	@Test
	void aRepeatedCreationGetsTheResponseOfTheFirstOne() {
		Response first = post(TAGS, "key", FLOOR);

		Response second = post(TAGS, "key", "{ \"description\" : null, \"name\" : \"Floor 2\" }");

		assertThat(first.status()).isEqualTo(201);
		assertThat(first.header("Idempotency-Replayed")).isEmpty();
		second.isJson(201, first.body());
		assertThat(second.header("Idempotency-Replayed")).contains("true");
		assertThat(second.header("Location")).isPresent().isEqualTo(first.header("Location"));
		assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
		assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
		assertThat(this.client.listTags("demo").getTotal()).isEqualTo(1);
	}

	@Test
	void aRepeatedCreationGetsTheResponseOfTheFirstOneEvenIfTheTagIsGone() {
		Response first = post(TAGS, "key", FLOOR);
		this.client.deleteTag("demo", this.client.listTags("demo").getTags().getFirst().getId());

		post(TAGS, "key", FLOOR).isJson(201, first.body());
		assertThat(this.client.listTags("demo").getTotal()).isZero();
	}

	/** A later version of the server may have other models. */
	@Test
	void storedResponseIsReplayedByteByByte() {
		Response first = post(TAGS, "key", FLOOR);
		String former = first.body().replaceFirst("\\{", "{ \"formerProperty\":[1,  2], ");
		this.server.database()
			.sql("update idempotency set body = ? where customer_id = 'demo' and key = 'key' and body = ?")
			.param(former)
			.param(first.body())
			.update();

		Response replayed = post(TAGS, "key", FLOOR);

		assertThat(replayed.status()).isEqualTo(201);
		assertThat(replayed.body()).isEqualTo(former);
		assertThat(replayed.header("Content-Type")).isEqualTo(first.header("Content-Type"));
		assertThat(replayed.header("Location")).isPresent().isEqualTo(first.header("Location"));
		assertThat(replayed.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
		assertThat(this.observer.takeDifferences()).singleElement()
			.asString()
			.containsOnlyOnce("ERROR - ")
			.contains("property 'formerProperty' is not defined in the schema");
	}

	@ParameterizedTest
	@ValueSource(strings = { ASSIGN, CHANGE })
	void aRepeatedBulkCallTellsWhatTheFirstOneHasChanged(String path) {
		UUID tag = create("Floor 2");
		String json = bulk(path, tag, "A1", "A2");

		Response first = post(path, "key", json);
		Response second = post(path, "key", json);

		assertThat(first.body()).contains("\"changedCount\":2");
		second.isJson(200, first.body());
		assertThat(second.header("Idempotency-Replayed")).contains("true");
	}

	@Test
	void changesOfOthersInBetweenAreNotRolledBack() {
		UUID tag = create("Floor 2");
		post(ASSIGN, "key", bulk(ASSIGN, tag, "A1"));
		post(UNASSIGN, "another-key", bulk(UNASSIGN, tag, "A1"));

		post(ASSIGN, "key", bulk(ASSIGN, tag, "A1")).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"totalCount": 1, "changedCount": 1, "unchangedCount": 0}}""");
		assertThat(this.client.listTags("demo").getTags().getFirst().getAssignedDeviceCount()).isZero();
	}

	static Stream<Arguments> others() {
		return Stream.of(arguments("another body", ASSIGN, "A2"), arguments("another operation", UNASSIGN, "A1"),
				arguments("another parameter", ASSIGN + "&atomic=false", "A1"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void others(String name, String path, String deviceId) {
		UUID tag = create("Floor 2");
		post(ASSIGN, "key", bulk(ASSIGN, tag, "A1"));

		isConflict(post(path, "key", bulk(ASSIGN, tag, deviceId)),
				"the Idempotency-Key was used for a request with other content");
	}

	@Test
	void requestWithOtherMalformedDevicesIsAnotherOne() {
		UUID tag = create("Floor 2");
		Response first = post(ASSIGN + "&atomic=false", "key", bulk(ASSIGN, tag, "!1"));

		post(ASSIGN + "&atomic=false", "key", bulk(ASSIGN, tag, "!1")).isJson(200, first.body());
		isConflict(post(ASSIGN + "&atomic=false", "key", bulk(ASSIGN, tag, "!2")),
				"the Idempotency-Key was used for a request with other content");
	}

	@Test
	void concurrentRequestWithTheSameKeyIsRejected() throws Exception {
		UUID tag = create("Floor 2");
		String json = bulk(ASSIGN, tag, "A1");
		try (Connection other = this.dataSource.getConnection()) {
			other.setAutoCommit(false);
			other.createStatement().execute("lock table tag in access exclusive mode");
			CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> post(ASSIGN, "key", json));
			while (!isSomeoneWaiting(other)) {
				Thread.onSpinWait();
			}

			Response second = post(ASSIGN, "key", json);
			second.isError(409, "40900001", "REQUEST_IN_PROGRESS",
					"The first request with this Idempotency-Key is still under way");
			assertThat(second.header("Retry-After")).contains("1");

			other.rollback();
			assertThat(first.join().status()).isEqualTo(200);
			post(ASSIGN, "key", json).isJson(200, first.join().body());
		}
	}

	private static boolean isSomeoneWaiting(Connection connection) throws SQLException {
		try (ResultSet waiting = connection.createStatement()
			.executeQuery("select 1 from pg_locks where not granted")) {
			return waiting.next();
		}
	}

	@Test
	void rejectedRequestLeavesItsKeyUnused() {
		create("Floor 2");
		post(TAGS, "key", FLOOR).isInvalid("name is taken by another tag (Floor 2)");

		assertThat(post(TAGS, "key", "{\"name\": \"Floor 3\"}").status()).isEqualTo(201);
	}

	@Test
	void aRequestWhoseServerHasCrashedIsDoneByTheNextAttempt() {
		this.server.database()
			.sql("insert into idempotency (customer_id, key, created_on) values ('demo', 'key', ?)")
			.param(System.currentTimeMillis())
			.update();

		Response first = post(TAGS, "key", FLOOR);

		assertThat(first.status()).isEqualTo(201);
		assertThat(first.header("Idempotency-Replayed")).isEmpty();
		post(TAGS, "key", FLOOR).isJson(201, first.body());
	}

	@Test
	void aDryRunDoesNotUseTheKey() {
		UUID tag = create("Floor 2");
		String json = bulk(ASSIGN, tag, "A1");

		post(ASSIGN + "&dryRun=true", "key", json);
		Response done = post(ASSIGN, "key", json);
		Response dryRun = post(ASSIGN + "&dryRun=true", "key", json);

		assertThat(done.body()).contains("\"changedCount\":1");
		assertThat(dryRun.body()).contains("\"changedCount\":0", "\"dryRun\":true");
		assertThat(dryRun.header("Idempotency-Replayed")).isEmpty();
	}

	@Test
	void eachCustomerHasItsOwnKeys() {
		post(TAGS, "key", FLOOR);

		Response ofAcme = post("/tag/v1/tags?customerId=acme", "key", "{\"name\": \"Secret\"}");

		assertThat(ofAcme.status()).isEqualTo(201);
		assertThat(ofAcme.header("Idempotency-Replayed")).isEmpty();
	}

	@Test
	void aKeyIsKeptForADay() {
		Response first = post(TAGS, "key", FLOOR);
		age(Duration.ofHours(24).minusMinutes(1));
		this.purges.forEach(this.runs::run);

		post(TAGS, "key", FLOOR).isJson(201, first.body());

		age(Duration.ofMinutes(2));
		post(TAGS, "key", FLOOR).isInvalid("name is taken by another tag (Floor 2)");
	}

	@Test
	void oldKeysAreRemoved() {
		post(TAGS, "key", FLOOR);
		age(Duration.ofHours(26));

		this.purges.forEach(this.runs::run);

		assertThat(keysOf("demo")).isEmpty();
	}

	@Test
	void oldKeysOfACustomerWithoutTagsAreRemoved() {
		Response unknown = post("/tag/v1/devices/bulkAssign?customerId=acme", "key",
				"{\"deviceIds\": [\"A1\"], \"tagIds\": [\"%s\"]}".formatted(TestServer.unknownTag(1)));
		assertThat(unknown.status()).isEqualTo(404);
		assertThat(keysOf("acme")).containsExactly("key");
		age(Duration.ofHours(26));

		this.purges.forEach(this.runs::run);

		assertThat(keysOf("acme")).isEmpty();
	}

	@Test
	void oldKeysOfACustomerAreRemovedInBatches() {
		addOldKeys("demo", Purge.BATCH + 1);
		addOldKeys("acme", 1);
		Purge purge = this.purges.stream()
			.filter((candidate) -> candidate.customers().contains("demo"))
			.findFirst()
			.orElseThrow();

		assertThat(purge.deleteBatch("demo")).isTrue();
		assertThat(keysOf("demo")).hasSize(1);

		assertThat(purge.deleteBatch("demo")).isFalse();
		assertThat(keysOf("demo")).isEmpty();
		assertThat(keysOf("acme")).containsExactly("key 1");
	}

	private void addOldKeys(String customer, int count) {
		this.server.database().sql("insert into customer (customer_id) values (?)").param(customer).update();
		this.server.database().sql("""
				insert into idempotency (customer_id, key, created_on)
				select c.customer_id, 'key ' || n, 0 from customer c, generate_series(1, ?) n where c.customer_id = ?
				""").params(count, customer).update();
	}

	private List<String> keysOf(String customer) {
		return this.server.database()
			.sql("select key from idempotency where customer_id = ?")
			.param(customer)
			.query((row, number) -> row.getString(1))
			.list();
	}

	@Test
	void keyOfOtherThanVisibleAsciiIsRejected() {
		post(TAGS, "two words", FLOOR).isInvalid("Idempotency-Key must consist of visible ASCII characters");
	}

	@Test
	void tooLongKeyIsRejected() {
		assertThat(post(TAGS, "k".repeat(255), FLOOR).status()).isEqualTo(201);
		post(TAGS, "k".repeat(256), FLOOR).isInvalid("Idempotency-Key must be 1 to 255 characters long");
	}

	private void age(Duration duration) {
		for (String customer : List.of("demo", "acme")) {
			this.server.database()
				.sql("update idempotency set created_on = created_on - ? where customer_id = ?")
				.params(duration.toMillis(), customer)
				.update();
		}
	}

	private UUID create(String name) {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name(name));
		return tag.getId();
	}

	private static String bulk(String path, UUID tag, String... deviceIds) {
		return "{\"deviceIds\": [\"%s\"], \"%s\": [\"%s\"]}".formatted(String.join("\", \"", deviceIds),
				path.equals(CHANGE) ? "assignTagIds" : "tagIds", tag);
	}

	private Response post(String path, String key, String json) {
		return this.server.send(this.server.authorized(path)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(json)));
	}

	private static void isConflict(Response response, String specifics) {
		response.isError(409, "40900000", "CONFLICT", "The request conflicts with another one: " + specifics);
	}

}
