package io.tagapi.acceptance.tag;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listing tags by their names and in other orders. For the list of all tags see
 * {@link TagListTests}.
 */
@AcceptanceTest
class TagSelectionTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	TagSelectionTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@Test
	void oneTagCanBeRead() {
		UUID id = create("Floor 2", 1);

		Response response = this.server.get("/tag/v1/tags/" + id + "?customerId=demo");

		long time = JsonMapper.shared().readTree(response.body()).at("/data/tags/0/createdOn").longValue();
		response.isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 1, "tags": [
				  {"id": "%s", "name": "Floor 2", "predefinedType": "MANUAL", "assignedDeviceCount": 1,
				   "createdOn": %d, "modifiedOn": %2$d}]}}
				""".formatted(id, time));
	}

	@Test
	void aTagThatDoesNotExistIsNotFound() {
		UUID unknown = TestServer.unknownTag(1);

		this.server.get("/tag/v1/tags/" + unknown + "?customerId=demo").isNotFound("tag " + unknown);
		this.server.get("/tag/v1/tags/1?customerId=demo").isInvalid("tagId must be a UUID");
	}

	@ParameterizedTest
	@CsvSource({ "FLOOR, Floor 1|Floor 2|Second floor", "oo, Floor 1|Floor 2|Meeting rooms|Second floor",
			"floor 2, Floor 2", "%, 100 %", "_, ''", "strasse, Hauptstraße", "ΣΊΣ, Σίσυφος", "σ, Σίσυφος", "x, ''" })
	void tagsAreFoundByAPartOfTheirNames(String text, String expected) {
		List.of("Floor 1", "Second floor", "Floor 2", "Meeting rooms", "100 %", "Hauptstraße", "Σίσυφος")
			.forEach((name) -> create(name, 0));

		JsonNode page = read("&name=" + URLEncoder.encode(text, StandardCharsets.UTF_8));

		assertThat(String.join("|", names(page))).isEqualTo(expected);
		assertThat(page.at("/data/total").intValue()).isEqualTo(names(page).size());
	}

	@ParameterizedTest
	@CsvSource({ "sortBy=name, Alpha beta Delta gamma", "sortOrder=descending, gamma Delta beta Alpha",
			"sortBy=createdOn, gamma Alpha Delta beta", "sortBy=createdOn&sortOrder=descending, beta Delta Alpha gamma",
			"sortBy=modifiedOn, gamma Delta beta Alpha", "sortBy=assignedDeviceCount, gamma beta Alpha Delta",
			"sortBy=assignedDeviceCount&sortOrder=descending, Delta Alpha beta gamma",
			"sortBy=createdOn&name=a&sortOrder=ascending, gamma Alpha Delta beta" })
	void tagsHaveTheOrderThatWasAskedFor(String query, String expected) {
		createInNoOrder();

		assertThat(names(read("&" + query))).isEqualTo(List.of(expected.split(" ")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sortBy=name", "sortBy=createdOn", "sortBy=modifiedOn", "sortBy=assignedDeviceCount" })
	void cursorsLeadThroughAllTagsInEveryOrder(String sortBy) {
		createInNoOrder();
		List.of("Epsilon", "zeta").forEach((name) -> create(name, 2));

		for (String query : List.of("&" + sortBy, "&" + sortBy + "&sortOrder=descending", "&name=eta&" + sortBy)) {
			List<String> all = names(read(query));
			List<String> seen = new ArrayList<>();
			JsonNode page = read(query + "&pageSize=2");
			seen.addAll(names(page));
			while (page.at("/data").has("nextSearchAfter")) {
				page = read(query + "&pageSize=2&searchAfter=" + page.at("/data/nextSearchAfter").stringValue());
				assertThat(page.at("/data/total").intValue()).isEqualTo(all.size());
				seen.addAll(names(page));
			}
			assertThat(seen).as(query).isEqualTo(all);
			assertThat(names(read(query + "&pageNum=1&pageSize=2"))).isEqualTo(all.stream().skip(2).limit(2).toList());
		}
	}

	@Test
	void cursorOfAnotherSelectionIsRejected() {
		createInNoOrder();
		List<String> selections = List.of("", "&sortOrder=descending", "&sortBy=createdOn",
				"&sortBy=createdOn&sortOrder=descending", "&sortBy=modifiedOn", "&sortBy=assignedDeviceCount",
				"&name=a", "&name=a&sortBy=createdOn");
		for (String selection : selections) {
			String cursor = read(selection + "&pageSize=1").at("/data/nextSearchAfter").stringValue();
			for (String other : selections) {
				Response page = this.server.get(TAGS + other + "&searchAfter=" + cursor);
				if (other.equals(selection)) {
					assertThat(page.status()).isEqualTo(200);
				}
				else {
					page.isInvalid("searchAfter belongs to another name, sortBy or sortOrder");
				}
			}
		}
	}

	@Test
	void cursorWithoutAPositionIsRejected() {
		createInNoOrder();
		String cursor = read("&sortBy=createdOn&pageSize=1").at("/data/nextSearchAfter").stringValue();

		this.server.get(TAGS + "&sortBy=createdOn&searchAfter=" + cursor.substring(0, cursor.length() - 2))
			.isInvalid("searchAfter must be the nextSearchAfter of an earlier response");
	}

	@Test
	void aSelectionOfACustomerWithoutTagsIsEmpty() {
		this.server.get(TAGS + "&name=x&sortBy=createdOn").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}""");
	}

	@Test
	void problemsOfASelectionAreNamed() {
		this.server.get(TAGS + "&name=&sortBy=size&sortOrder=up")
			.isInvalid("name must be 1 to 100 characters long; "
					+ "sortBy must be one of name, createdOn, modifiedOn, assignedDeviceCount; "
					+ "sortOrder must be one of ascending, descending");
		this.server.get(TAGS + "&name=%00").isInvalid("name must not contain control characters");
		this.server.get(TAGS + "&sortBy=NAME")
			.isInvalid("sortBy must be one of name, createdOn, modifiedOn, assignedDeviceCount");
		this.server.get(TAGS + "&sortBy=name&sortBy=name").isInvalid("sortBy must be given only once");
	}

	/** Gamma was created first and beta last, and Alpha was changed after all others. */
	private void createInNoOrder() {
		create("gamma", 0);
		UUID alpha = create("Alpha", 2);
		create("Delta", 3);
		create("beta", 1);
		this.server.database().sql("""
				update tag set created_on = (
				  select count(*) from tag o where o.customer_id = 'demo' and o.tag_id < tag.tag_id)
				where customer_id = 'demo'
				""").update();
		this.server.database().sql("""
				update tag set modified_on = created_on + case when tag_id = ? then 100 else 10 end
				where customer_id = 'demo'
				""").param(alpha).update();
	}

	private UUID create(String name, int devices) {
		UUID id = this.client.createTag("demo", new CreateTagRequest().name(name)).getId();
		if (devices > 0) {
			this.client.bulkAssignTags("demo",
					new BulkTagsRequest().deviceIds(TestServer.deviceIds(0, devices)).tagIds(List.of(id)));
		}
		return id;
	}

	private JsonNode read(String query) {
		Response response = this.server.get(TAGS + query);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private static List<String> names(JsonNode page) {
		return page.at("/data/tags").valueStream().map((tag) -> tag.get("name").stringValue()).toList();
	}

}
