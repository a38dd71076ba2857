package io.tagapi.acceptance.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finding devices by their tags. Device {@code ab} carries the tags {@code a} and
 * {@code b}, and so on.
 */
@AcceptanceTest
class DeviceSearchTests {

	private static final String DEVICES = "/tag/v1/devices?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	private final Map<String, UUID> tags = new HashMap<>();

	DeviceSearchTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@BeforeEach
	void createTags() {
		Map.of("a", List.of("a", "ab", "abc", "ac"), "b", List.of("ab", "abc", "b", "bc"), "c",
				List.of("abc", "ac", "bc", "c"))
			.forEach((name, deviceIds) -> this.tags.put(name, tagWithDevices("demo", name, deviceIds)));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "allTags=a, a ab abc ac", "allTags=a b, ab abc", "allTags=a b c, abc", "anyTags=a, a ab abc ac",
					"anyTags=a b, a ab abc ac b bc", "anyTags=a b c, a ab abc ac b bc c", "allTags=a&noTags=b, a ac",
					"allTags=a&noTags=b c, a", "anyTags=a b&noTags=c, a ab b", "allTags=a&anyTags=b c, ab abc ac",
					"allTags=a&anyTags=b c&noTags=b, ac", "allTags=a b&anyTags=a, ab abc", "allTags=a&noTags=a, -",
					"anyTags=a&noTags=a b c, -", "allTags=a a, a ab abc ac" })
	void devicesAreFoundByTheirTags(String query, @Nullable String expected) {
		assertThat(ids(search(query))).isEqualTo((expected != null) ? List.of(expected.split(" ")) : List.of());
	}

	/** Generated clients send all of these for the same search. */
	@ParameterizedTest
	@ValueSource(strings = { "allTags=%1$s&allTags=%2$s&noTags=%3$s", "allTags=%1$s,%2$s&noTags=%3$s",
			"allTags=%1$s,%%20%2$s&noTags=%3$s&anyTags=", "allTags=+%1$s+,%%09%2$s&noTags=%3$s,&anyTags=,",
			"allTags=%1$s&allTags=&allTags=%2$s&noTags=%3$s&anyTags", "allTags=%1$s%%2C%2$s&noTags=%3$s,%3$s" })
	void listsAreUnderstoodAsClientsSendThem(String form) {
		String query = form.formatted(this.tags.get("a"), this.tags.get("b"), this.tags.get("c"));

		this.server.get(DEVICES + "&" + query).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"devices": [
				  {"id": "ab", "tags": [{"id": "%s", "name": "a"}, {"id": "%s", "name": "b"}]}]}}
				""".formatted(this.tags.get("a"), this.tags.get("b")));
	}

	@Test
	void elementOfAListWithCommasIsNamedByItsPlace() {
		this.server.get(DEVICES + "&allTags=" + this.tags.get("a") + ",x,%20y")
			.isInvalid("allTags[1] (x), allTags[2] (y) must be a UUID");
		this.server.get(DEVICES + "&anyTags=" + (this.tags.get("a") + ",").repeat(11))
			.isInvalid("anyTags must have at most 10 items");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&allTags=", "&anyTags=%20&allTags", "&allTags=,%20,&noTags=" })
	void emptyListsNameNoTag(String lists) {
		this.server.get(DEVICES + lists).isMissing("allTags or anyTags is required");
	}

	@Test
	void aDeviceIsReturnedWithAllItsTagsInTheOrderOfTheirNames() {
		this.server.get(DEVICES + query("allTags=c b&noTags=a")).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"devices": [
				  {"id": "bc", "tags": [{"id": "%s", "name": "b"}, {"id": "%s", "name": "c"}]}]}}
				""".formatted(this.tags.get("b"), this.tags.get("c")));
	}

	@Test
	void aPageHasACursorAndTheTotalIfThatIsRequested() {
		Response page = this.server.get(DEVICES + query("allTags=a b&pageSize=1&includeTotal=true"));
		String cursor = JsonMapper.shared().readTree(page.body()).at("/data/nextSearchAfter").stringValue();

		assertThat(cursor).matches("[0-9a-f]{8}:ab");
		page.isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"devices": [
				  {"id": "ab", "tags": [{"id": "%s", "name": "a"}, {"id": "%s", "name": "b"}]}],
				  "nextSearchAfter": "%s", "total": 2}}
				""".formatted(this.tags.get("a"), this.tags.get("b"), cursor));
	}

	@ParameterizedTest
	@CsvSource({ "allTags=a, 4", "anyTags=a b, 6", "anyTags=a b c&noTags=c, 3", "allTags=a&noTags=a, 0" })
	void theTotalIsThatOfAllPages(String query, int total) {
		assertThat(search(query + "&pageSize=1&includeTotal=true").at("/data/total").intValue()).isEqualTo(total);
	}

	@ParameterizedTest
	@CsvSource({ "anyTags=a b c, 1", "anyTags=a b c, 2", "anyTags=a b c, 3", "allTags=a, 1",
			"allTags=a&anyTags=b c, 2" })
	void cursorsLeadThroughAllDevices(String query, int pageSize) {
		List<String> seen = new ArrayList<>();
		JsonNode page = search(query + "&pageSize=" + pageSize);
		seen.addAll(ids(page));
		while (page.at("/data").has("nextSearchAfter")) {
			page = search(
					query + "&pageSize=" + pageSize + "&searchAfter=" + page.at("/data/nextSearchAfter").stringValue());
			seen.addAll(ids(page));
		}

		assertThat(seen).isEqualTo(ids(search(query)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "allTags=a", "anyTags=a b", "allTags=a b&noTags=c", "allTags=b&anyTags=a" })
	void cursorOfOtherTagsIsInvalid(String query) {
		String cursor = search("allTags=a b&pageSize=1").at("/data/nextSearchAfter").stringValue();

		this.server.get(DEVICES + query(query) + "&searchAfter=" + cursor)
			.isInvalid("searchAfter belongs to other allTags, anyTags or noTags");
	}

	@Test
	void orderOfTheTagsMakesNoOtherCursor() {
		String cursor = search("allTags=a b&pageSize=1").at("/data/nextSearchAfter").stringValue();

		assertThat(ids(search("allTags=b a b&searchAfter=" + cursor))).containsExactly("abc");
	}

	/** Version 1.1 returned it. */
	@Test
	void deviceIdIsACursorToo() {
		assertThat(ids(search("allTags=a b&searchAfter=ab"))).containsExactly("abc");
	}

	@Test
	void pageEndsBeforeItHoldsTooManyTags() {
		fill(1500, 10);
		List<Integer> sizes = new ArrayList<>();
		List<String> seen = new ArrayList<>();
		String query = DEVICES + "&anyTags=" + TestServer.unknownTag(1) + "&pageSize=100";

		JsonNode page = read(query);
		while (page.at("/data").has("nextSearchAfter")) {
			sizes.add(ids(page).size());
			seen.addAll(ids(page));
			page.at("/data/devices").forEach((device) -> assertThat(device.at("/tags").size()).isEqualTo(1500));
			page = read(query + "&searchAfter=" + page.at("/data/nextSearchAfter").stringValue());
		}
		seen.addAll(ids(page));

		assertThat(sizes).containsExactly(4, 4);
		assertThat(seen).isEqualTo(TestServer.deviceIds(0, 10));
	}

	/** Each of the characters has four bytes, or is two in JSON. */
	@ParameterizedTest
	@CsvSource({ "\uD800\uDF48, 90, 700, 3", "\"\", 45, 700, 5", "\\x, 45, 900, 5" })
	void pageEndsBeforeItIsLargerThanAMegabyte(String characters, int repeated, int tags, int devices) {
		fill(tags, 8, characters.repeat(repeated));
		String query = DEVICES + "&anyTags=" + TestServer.unknownTag(1) + "&pageSize=100";

		Response first = this.server.get(query);
		JsonNode page = JsonMapper.shared().readTree(first.body());
		List<String> seen = new ArrayList<>(ids(page));
		assertThat(seen).hasSize(devices);
		assertThat(first.body().getBytes(StandardCharsets.UTF_8))
			.hasSizeBetween(1_000_000 * devices / (devices + 1) - 1000, 1_001_000);
		while (page.at("/data").has("nextSearchAfter")) {
			page = read(query + "&searchAfter=" + page.at("/data/nextSearchAfter").stringValue());
			seen.addAll(ids(page));
		}

		assertThat(seen).isEqualTo(TestServer.deviceIds(0, 8));
	}

	/** One after the other, so none is rejected because of those before. */
	@Test
	void deviceThatIsLargerThanAPageIsOnAPageOfItsOwn() {
		fill(2_500, 5, "\uD800\uDF48".repeat(90));
		String query = DEVICES + "&anyTags=" + TestServer.unknownTag(1) + "&pageSize=100&includeTotal=true";
		List<String> seen = new ArrayList<>();

		JsonNode page = read(query);
		while (page.at("/data").has("nextSearchAfter")) {
			assertThat(ids(page)).hasSize(1);
			assertThat(page.at("/data/total").intValue()).isEqualTo(5);
			seen.addAll(ids(page));
			assertThat(page.at("/data/devices/0/tags").size()).isEqualTo(2_500);
			page = read(query + "&searchAfter=" + page.at("/data/nextSearchAfter").stringValue());
		}
		seen.addAll(ids(page));

		assertThat(seen).isEqualTo(TestServer.deviceIds(0, 5));
		for (int i = 0; i < 5; i++) {
			assertThat(read("/tag/v1/devices/R58M4?customerId=demo").at("/data/tags").size()).isEqualTo(2_500);
		}
	}

	@Test
	void deviceWithMoreTagsThanAPageHoldsIsThereWhole() {
		fill(9_000, 2);

		JsonNode page = read(DEVICES + "&anyTags=" + TestServer.unknownTag(1));
		JsonNode device = read("/tag/v1/devices/R58M1?customerId=demo");

		assertThat(ids(page)).containsExactly("R58M0");
		assertThat(page.at("/data/devices/0/tags").size()).isEqualTo(9_000);
		assertThat(device.at("/data/tags").size()).isEqualTo(9_000);
	}

	/**
	 * Gives each of the devices all of the tags, which are there beside those of the
	 * other tests.
	 */
	private void fill(int tags, int devices) {
		fill(tags, devices, "");
	}

	private void fill(int tags, int devices, String endOfNames) {
		this.server.database()
			.sql("update customer set tag_count = ? where customer_id = 'demo'")
			.param(tags + this.tags.size())
			.update();
		this.server.database()
			.sql("""
					insert into tag (customer_id, tag_id, name, name_key, created_on, modified_on)
					select 'demo', ('019a9d2e-6c00-7b3a-9f62-' || lpad(n::text, 12, '0'))::uuid, 'tag ' || n || ?, 'tag ' || n, 0, 0
					from generate_series(1, ?) n
					""")
			.param(endOfNames)
			.param(tags)
			.update();
		this.server.database().sql("""
				insert into assignment
				select 'demo', t.tag_id, 'R58M' || d from tag t, generate_series(0, ?) d
				where t.customer_id = 'demo' and t.name like 'tag %'
				""").param(devices - 1).update();
	}

	@Test
	void aPageHasTwentyFiveDevicesUnlessAskedOtherwise() {
		UUID many = tagWithDevices("demo", "many", TestServer.deviceIds(100, 200));
		String query = DEVICES + "&anyTags=" + many;

		assertThat(ids(read(query))).isEqualTo(TestServer.deviceIds(100, 125));
		assertThat(ids(read(query + "&pageSize=100"))).hasSize(100);
	}

	@Test
	void aTagThatIsWantedHasToBeNamed() {
		this.server.get(DEVICES).isMissing("allTags or anyTags is required");
		this.server.get(DEVICES + query("noTags=a")).isMissing("allTags or anyTags is required");
		this.server.get(DEVICES + "&pageSize=0")
			.isMissing("pageSize must be between 1 and 100; allTags or anyTags is required");
	}

	@Test
	void everyTagHasToExist() {
		UUID unknown = TestServer.unknownTag(1);
		UUID ofAcme = tagWithDevices("acme", "a", List.of("a"));

		this.server.get(DEVICES + "&allTags=" + unknown).isNotFound("tag " + unknown);
		this.server.get(DEVICES + query("allTags=a") + "&anyTags=" + unknown).isNotFound("tag " + unknown);
		this.server.get(DEVICES + query("allTags=a") + "&noTags=" + ofAcme).isNotFound("tag " + ofAcme);
	}

	@Test
	void problemsOfListElementsAreNamedWithTheirPlace() {
		this.server.get(DEVICES + query("allTags=a") + "&allTags=x&noTags=y")
			.isInvalid("allTags[1] (x) must be a UUID; noTags[0] (y) must be a UUID");
		this.server.get(DEVICES + ("&anyTags=" + TestServer.unknownTag(1)).repeat(11))
			.isInvalid("anyTags must have at most 10 items");
		this.server.get(DEVICES + query("allTags=a") + "&includeTotal=1")
			.isInvalid("includeTotal must be true or false");
	}

	private UUID tagWithDevices(String customerId, String name, List<String> deviceIds) {
		UUID id = this.client.createTag(customerId, new CreateTagRequest().name(name)).getId();
		this.client.bulkAssignTags(customerId, new BulkTagsRequest().deviceIds(deviceIds).tagIds(List.of(id)));
		return id;
	}

	private JsonNode search(String query) {
		return read(DEVICES + query(query));
	}

	private JsonNode read(String path) {
		Response response = this.server.get(path);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	/** Repeats a parameter that names several tags, and puts their ids in. */
	private String query(String query) {
		return Stream.of(query.split("&")).map((parameter) -> {
			String name = parameter.substring(0, parameter.indexOf('='));
			return Stream.of(parameter.substring(name.length() + 1).split(" "))
				.map((value) -> "&" + name + "=" + this.tags.getOrDefault(value, new UUID(0, 0)))
				.map((text) -> name.endsWith("Tags") ? text : "&" + parameter)
				.collect(Collectors.joining());
		}).collect(Collectors.joining());
	}

	private static List<String> ids(JsonNode page) {
		return page.at("/data/devices").valueStream().map((device) -> device.get("id").stringValue()).toList();
	}

}
