package io.tagapi.acceptance.sandbox;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.EventPage;
import io.tagapi.client.model.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Giving a customer of the sandbox its first tags back, or others.
 */
@AcceptanceTest
class ResetTests {

	private static final String RESET = "/sandbox/v1/reset?customerId=";

	private static final String FIRST_TAGS = """
			{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"tagCount": 3, "assignmentCount": 3}}""";

	private final TestServer server;

	private final DataSource database;

	ResetTests(@Autowired TestServer server, @Autowired DataSource database) {
		this.server = server;
		this.database = database;
	}

	@Test
	void aCustomerGetsItsFirstTagsBackAndANewHistory() {
		this.server.send("POST", RESET + "demo", "").isJson(200, FIRST_TAGS);
		try (TagApiClient client = this.server.client("sandbox", "tag")) {
			List<Tag> first = client.listTags("demo").getTags();
			assertThat(first).extracting(Tag::getName).containsExactly("Delivery vans", "Meeting rooms", "Warehouse");
			assertThat(first).extracting(Tag::getAssignedDeviceCount).containsExactly(1L, 2L, 0L);
			client.createTag("demo", new CreateTagRequest().name("Floor 2"));
			first.forEach((tag) -> client.deleteTag("demo", tag.getId()));

			this.server.send("POST", RESET + "demo", "").isJson(200, FIRST_TAGS);

			assertThat(client.listTags("demo").getTags())
				.usingRecursiveFieldByFieldElementComparatorIgnoringFields("createdOn", "modifiedOn")
				.containsExactlyElementsOf(first);
		}
	}

	/** Also of those that are added one day. */
	@Test
	void nothingIsLeftInAnyTable() {
		this.server.send("POST", RESET + "demo", "").isJson(200, FIRST_TAGS);
		assertThat(this.server
			.send(this.server.authorized("/tag/v1/tags?customerId=demo")
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", "key")
				.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")))
			.status()).isEqualTo(201);
		this.server.database()
			.sql("insert into deleted_tag (customer_id, tag_id) values ('demo', gen_random_uuid())")
			.update();
		List<String> tables = this.server.database()
			.sql("select table_name from information_schema.columns where column_name = 'customer_id' "
					+ "and table_schema = current_schema() and table_name <> 'customer'")
			.query((row, number) -> row.getString("table_name"))
			.list();
		assertThat(tables).contains("tag", "event").allMatch(this::hasRows);

		this.server.send("POST", RESET + "demo", "{\"tags\": []}");

		assertThat(tables).noneMatch(this::hasRows);
	}

	private boolean hasRows(String table) {
		return this.server.database()
			.sql("select exists (select from " + table + " where customer_id = 'demo')")
			.query(Boolean.class)
			.single();
	}

	@Test
	void theFirstTagsHaveEventsOfTheNewHistory() {
		this.server.send("POST", RESET + "demo", "").isJson(200, FIRST_TAGS);

		try (TagApiClient client = this.server.client("sandbox", "tag")) {
			EventPage page = client.listEvents("demo", 100, null);
			assertThat(page.getEvents()).extracting(Event::getType)
				.containsExactly("TAG_CREATED", "TAG_CREATED", "TAG_CREATED", "DEVICES_ASSIGNED", "DEVICES_ASSIGNED");
			assertThat(page.getEvents()).extracting(Event::getChangedCount).containsExactly(null, null, null, 1L, 2L);
			assertThat(page.getHasMore()).isFalse();
		}
	}

	@Test
	void noPageOfBeforeIsTakenForOneOfAfter() {
		String tags = "/tag/v1/tags?customerId=demo";
		this.server.send("POST", RESET + "demo", "{\"tags\": [{\"name\": \"One\"}]}");
		Response before = this.server.get(tags);

		this.server.send("POST", RESET + "demo", "{\"tags\": [{\"name\": \"Two\"}]}");

		Response after = this.server
			.send(this.server.authorized(tags).header("If-None-Match", before.header("ETag").orElseThrow()));
		assertThat(after.status()).isEqualTo(200);
		assertThat(after.body()).contains("\"Two\"").doesNotContain("\"One\"");
	}

	@Test
	void aRequestCanSayWhatTheCustomerHasThen() {
		this.server.send("POST", RESET + "acme", """
				{"tags": [{"id": "019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10", "name": "Vans", "description": "Phones",
				  "deviceIds": ["R58M1", "R58M2", "R58M1"]}, {"name": "Floor 2"}]}""").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"tagCount": 2, "assignmentCount": 2}}""");

		this.server.get("/tag/v1/devices?customerId=acme&anyTags=019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"devices": [
				  {"id": "R58M1", "tags": [{"id": "019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10", "name": "Vans"}]},
				  {"id": "R58M2", "tags": [{"id": "019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10", "name": "Vans"}]}]}}""");
	}

	@Test
	void oneCustomerIsResetAndNoOther() {
		this.server.send("POST", RESET + "acme", "{\"tags\": [{\"name\": \"Vans\"}]}");

		this.server.send("POST", RESET + "demo", "{\"tags\": []}");

		assertThat(this.server.get("/tag/v1/tags?customerId=acme").body()).contains("\"Vans\"");
		assertThat(this.server.get("/tag/v1/tags?customerId=demo").body()).contains("\"total\":0");
	}

	@Test
	void withoutSeedACustomerIsEmpty() {
		this.server.send("POST", RESET + "acme", "{\"tags\": [{\"name\": \"Vans\"}]}");

		this.server.send("POST", RESET + "acme", "").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"tagCount": 0, "assignmentCount": 0}}""");

		assertThat(this.server.get("/tag/v1/tags?customerId=acme").body()).contains("\"total\":0");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"tags": [{"description": "x"}]}                                     | tags[0].name must not be null
					{"tags": [{"name": "a"}, {"name": "A"}]}                             | tags[1].name is that of tags[0]
					{"tags": [{"name": "a", "deviceIds": ["van 7"]}]}                    | tags[0].deviceIds
					{"tags": [{"name": "a", "color": "red"}]}                            | color
					{"tags": [{"name": "a", "id": "7"}]}                                 | UUID
					{"tags": [{"name": "a", "deviceIds": [null]}]}                       | the request body is no seed
					{"tags": [{"name": "a\\u0000"}]}                                     | tags[0].name must not contain control characters
					{"tags": [{"name": "a", "description": "\\u0000"}]}                  | tags[0].description must not contain the character NUL
					{"tags": [{"name": "a\\ud800"}]}                                     | tags[0].name must not contain half a surrogate pair
					{"tags": [{"name": "a", "description": "\\udc00"}]}                  | tags[0].description must not contain half a surrogate pair
					{"tags": [{"name": "a\\u200b"}]}                                     | tags[0].name must not contain invisible format characters
					{"tags": [{"name": "a", "name": "b"}]}                               | the request body is no seed: Duplicate
					{"tags": [{"name": 7}]}                                              | the request body is no seed: Cannot coerce Integer
					{"tags": [{"name": "a", "description": true}]}                       | the request body is no seed: Cannot coerce Boolean
					{"tags": [{"name": "a", "deviceIds": [1.5]}]}                        | the request body is no seed: Cannot coerce
					null                                                                 | the request body is no seed
					{"tags":                                                             | the request body is no seed
					""")
	void aSeedThatBreaksTheRulesChangesNothing(String seed, String problem) {
		this.server.send("POST", RESET + "demo", "{\"tags\": [{\"name\": \"Before\"}]}");

		Response response = this.server.send("POST", RESET + "demo", seed);

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.json()).containsEntry("code", "4000000");
		assertThat(String.valueOf(response.json().get("data"))).contains(problem);
		assertThat(this.server.get("/tag/v1/tags?customerId=demo").body()).contains("\"Before\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					?customerId=demo&dryRun=true | The specified request parameters are not valid: dryRun is not a parameter of this operation
					?customerId=demo&a=1&b       | The specified request parameters are not valid: a is not a parameter of this operation; b is not a parameter of this operation
					?customerId=demo&customerId=demo | The specified request parameters are not valid: customerId must be given only once
					?customerid=demo             | A required parameter is missing: customerId is required; customerid is not a parameter of this operation
					''                           | A required parameter is missing: customerId is required
					""")
	void aResetWithOtherParametersChangesNothing(String query, String problem) {
		this.server.send("POST", RESET + "demo", "{\"tags\": [{\"name\": \"Before\"}]}");

		Response response = this.server.send("POST", "/sandbox/v1/reset" + query, "");

		boolean isMissing = problem.startsWith("A required");
		response.isError(400, isMissing ? "4000001" : "4000000",
				isMissing ? "MISSING_REQUIRED_PARAM" : "RESOURCE_INVALID_PARAM", problem);
		assertThat(this.server.get("/tag/v1/tags?customerId=demo").body()).contains("\"Before\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none",
			textBlock = """
					application/xml                  | none | UTF-8    | 415 | application/xml; send application/json
					application/json; charset=UTF-16 | none | UTF-16   | 415 | send application/json, in UTF-8
					application/json                 | gzip | UTF-8    | 415 | a body with a Content-Encoding is not read; send it as it is
					application/json                 | none | UTF-16LE | 400 | the request body is not valid UTF-8
					""")
	void aSeedIsSentAsTheBodiesOfOperationsAre(String contentType, @Nullable String coding, String encoding, int status,
			String problem) {
		HttpRequest.Builder request = this.server.authorized(RESET + "demo")
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofByteArray("{\"tags\": []}".getBytes(Charset.forName(encoding))));
		if (coding != null) {
			request.header("Content-Encoding", coding);
		}

		Response response = this.server.send(request);

		assertThat(response.status()).isEqualTo(status);
		assertThat(String.valueOf(response.json().get("data"))).contains(problem);
	}

	/** Each update of the customer's row would leave a version of it behind. */
	@Test
	@DisabledIfSystemProperty(named = "test.citus.url", matches = ".+",
			disabledReason = "The size of a table is that of its shards there")
	void aSeedOfManyTagsUpdatesItsCustomerAFewTimes() {
		String tags = IntStream.range(0, 2_000)
			.mapToObj((i) -> "{\"name\": \"Tag %d\", \"deviceIds\": [\"R58M%d\", \"R58M1\"]}".formatted(i, i))
			.collect(Collectors.joining(",", "{\"tags\": [", "]}"));

		this.server.send("POST", RESET + "demo", tags).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"tagCount": 2000, "assignmentCount": 3999}}""");

		assertThat(this.server.database().sql("select pg_table_size('customer')").query(Long.class).single())
			.isLessThan(100_000);
		assertThat(this.server.database().sql("""
				select count(*) = 4000 and min(position) = 1 and max(position) = 4000
				  and max(position) = (select version from customer where customer_id = 'demo')
				  and sum(changed_count) = 3999
				from event where customer_id = 'demo'""").query(Boolean.class).single()).isTrue();
		assertThat(this.server.get("/tag/v1/tags?customerId=demo&pageSize=1").body()).contains("\"total\":2000");
	}

	@Test
	void aSeedOfTooManyTagsIsRejectedAsAWhole() {
		String tags = "{\"tags\": [" + "{},".repeat(10_000) + "{}]}";

		this.server.send("POST", RESET + "demo", tags).isInvalid("tags must have at most 10000 items");
	}

	@Test
	void theFirstProblemsOfASeedAreNamed() {
		String named = IntStream.range(0, 50)
			.mapToObj((i) -> "tags[" + i + "].name must not be null")
			.collect(Collectors.joining("; "));

		this.server.send("POST", RESET + "demo", "{\"tags\": [" + "{},".repeat(49) + "{}]}").isInvalid(named);
		this.server.send("POST", RESET + "demo", "{\"tags\": [" + "{},".repeat(9_999) + "{}]}")
			.isInvalid(named + "; and what follows has not been checked");
	}

	@Test
	void aSeedIsNoLongerThanAnyRequest() {
		this.server.send("POST", RESET + "demo", "{\"tags\": [" + " ".repeat(1_100_000) + "]}")
			.isError(413, "41300000", "PAYLOAD_TOO_LARGE",
					"The request body is too large: at most 1048576 bytes are accepted");
	}

	@Test
	void theReasonWhyABodyIsNoSeedIsShort() {
		Response response = this.server.send("POST", RESET + "demo", "{\"" + "x".repeat(40_000) + "\": 1}");

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.body()).contains("the request body is no seed: Unrecognized").hasSizeLessThan(600);
	}

	@Test
	@Timeout(60)
	void aResetOfOneCustomerDoesNotWaitForThatOfAnother() throws Exception {
		this.server.send("POST", RESET + "acme", "{\"tags\": [{\"name\": \"Vans\"}]}");
		CompletableFuture<Response> waiting;
		try (Connection connection = this.database.getConnection()) {
			connection.setAutoCommit(false);
			connection.createStatement().execute("select from tag where customer_id = 'acme' for update");

			waiting = CompletableFuture.supplyAsync(() -> this.server.send("POST", RESET + "acme", ""));
			awaitBlockedStatement();
			this.server.send("POST", RESET + "demo", "").isJson(200, FIRST_TAGS);
			assertThat(waiting).isNotDone();
			connection.rollback();
		}
		assertThat(waiting.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
	}

	private void awaitBlockedStatement() throws InterruptedException {
		while (this.server.database()
			.sql("select count(*) from pg_locks where not granted")
			.query(Long.class)
			.single() == 0) {
			Thread.sleep(20);
		}
	}

	@Test
	void aResetNeedsAToken() {
		this.server.send(this.server.request(RESET + "demo").POST(BodyPublishers.noBody()))
			.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
		this.server
			.send(this.server.request(RESET + "demo")
				.header("Authorization", "Bearer garbage")
				.POST(BodyPublishers.noBody()))
			.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
		this.server
			.send(this.server.request(RESET + "demo")
				.header("Authorization", "Bearer " + this.server.token("sandbox", "tag.tags:view"))
				.POST(BodyPublishers.noBody()))
			.isError(403, "40300000", "FORBIDDEN_ACCESS",
					"Access denied due to insufficient permissions: the access token needs the scope tag or tag.tags:manage");
		this.server
			.send(this.server.request(RESET + "demo")
				.header("Authorization", "Bearer " + this.server.token("sandbox-acme", "tag"))
				.POST(BodyPublishers.noBody()))
			.isError(403, "40300000", "FORBIDDEN_ACCESS",
					"Access denied due to insufficient permissions: the access token is not for the customer demo");
	}

	@Test
	void aFileSeedsNewCustomersOnce(@TempDir Path directory) throws Exception {
		Path seed = Files.writeString(directory.resolve("seed.json"), """
				{"customers": {"acme": {"tags": [{"name": "Vans", "deviceIds": ["R58M1"]}]}}}""");
		String setting = "--tag-api.sandbox.seed=" + seed;
		try (var sandbox = RestartTests.start(directory.resolve("data"), true, setting)) {
			TestServer http = new TestServer(sandbox.getEnvironment(), sandbox.getBean(JdbcClient.class));
			assertThat(http.get("/tag/v1/tags?customerId=acme").body()).contains("\"Vans\"");
			assertThat(http.get("/tag/v1/tags?customerId=demo").body()).contains("\"total\":0");
			http.send("POST", RESET + "acme", "{\"tags\": []}");
		}
		try (var sandbox = RestartTests.start(directory.resolve("data"), true, setting)) {
			TestServer http = new TestServer(sandbox.getEnvironment(), sandbox.getBean(JdbcClient.class));
			assertThat(http.get("/tag/v1/tags?customerId=acme").body()).contains("\"total\":0");
		}
		Files.writeString(seed, "{\"customers\": {\"acme\": {\"tags\": [{}]}}}");
		assertThatException().isThrownBy(() -> RestartTests.start(directory.resolve("data"), true, setting))
			.havingRootCause()
			.withMessage("The file " + seed
					+ " of the setting tag-api.sandbox.seed is not valid: customers.acme.tags[0].name must not be null.");
	}

}
