package io.tagapi.acceptance.tag;

import java.util.List;
import java.util.UUID;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import io.tagapi.client.model.UpdateTagRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Creating, changing and deleting tags.
 */
@AcceptanceTest
class TagTests {

	private final TestServer server;

	private final TagApiClient client;

	TagTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@Test
	void aNewTagIsReturnedAsAListOfOneWithItsLocation() {
		long before = System.currentTimeMillis();

		Response response = this.server.send("POST", "/tag/v1/tags?customerId=demo", """
				{"name": "  Floor 2 ", "description": "Scanners on the second floor"}""");

		Tag tag = this.client.listTags("demo").getTags().getFirst();
		assertThat(tag.getCreatedOn()).isBetween(before, System.currentTimeMillis());
		assertThat(tag.getId().version()).isEqualTo(7);
		response.isJson(201, """
				{"result": 201, "code": "20100000", "message": "SUCCESS", "data": {"total": 1, "tags": [
				  {"id": "%s", "name": "Floor 2", "description": "Scanners on the second floor",
				   "predefinedType": "MANUAL", "assignedDeviceCount": 0, "createdOn": %d, "modifiedOn": %2$d}]}}
				""".formatted(tag.getId(), tag.getCreatedOn()));
		assertThat(response.header("Location")).contains("/tag/v1/tags/" + tag.getId() + "?customerId=demo");
	}

	@ParameterizedTest
	@CsvSource({ "'{\"name\": \"Floor 2\"}'",
			"'{\"name\": \"Floor 2\", \"description\": null}','{\"name\": \"Floor 2\", \"description\": \" \\u2003 \"}', '{\"name\": \"Floor 2\", \"description\": \"\"}'"

	})

	void aTagWithoutADescriptionIsReturnedWithoutOne(String json) {
		Response response = this.server.send("POST", "/tag/v1/tags?customerId=demo", json);

		Tag tag = this.client.listTags("demo").getTags().getFirst();
		response.isJson(201, """
				{"result": 201, "code": "20100000", "message": "SUCCESS", "data": {"total": 1, "tags": [
				  {"id": "%s", "name": "Floor 2", "predefinedType": "MANUAL", "assignedDeviceCount": 0,
				   "createdOn": %d, "modifiedOn": %2$d}]}}
				""".formatted(tag.getId(), tag.getCreatedOn()));
	}

	@ParameterizedTest
	@CsvSource({ "Floor 2, FLOOR 2", "Straße, STRASSE", "Ärger, äRGER", "ΣΊΣΥΦΟΣ, σίσυφος" })
	void aNameIsTakenWithoutRegardToCase(String name, String sameName) {
		this.client.createTag("demo", new CreateTagRequest().name(name));

		Response response = this.server.send("POST", "/tag/v1/tags?customerId=demo",
				"{\"name\": \"" + sameName + "\"}");

		response.isInvalid("name is taken by another tag (" + sameName + ")");
		assertThat(this.client.listTags("demo").getTotal()).isEqualTo(1);
	}

	@Test
	void twoCustomersMayUseTheSameName() {
		Tag ofDemo = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));
		Tag ofAcme = this.client.createTag("acme", new CreateTagRequest().name("Floor 2"));

		assertThat(this.client.listTags("demo").getTags()).containsExactly(ofDemo);
		assertThat(this.client.listTags("acme").getTags()).containsExactly(ofAcme);
	}

	@ParameterizedTest
	@CsvSource({ "x, 1", "x, 100", "😀, 100" })
	void aNameMayHaveAsManyCharactersAsTheContractSays(String character, int length) {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name(character.repeat(length)));

		assertThat(tag.getName()).isEqualTo(character.repeat(length));
	}

	@ParameterizedTest
	@CsvSource({ "x, 101", "😀, 101", "' ', 3" })
	void tooLongOrBlankNameIsRejected(String character, int length) {
		String name = character.repeat(length);

		Response response = this.server.send("POST", "/tag/v1/tags?customerId=demo", "{\"name\": \"" + name + "\"}");

		response.isInvalid("name must be 1 to 100 characters long");
		assertThat(this.client.listTags("demo")).isEqualTo(new TagPage().total(0L).tags(List.of()));
	}

	@Test
	void propertiesThatAnUpdateLeavesOutStay() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2").description("Scanners"));
		this.client.bulkAssignTags("demo",
				new BulkTagsRequest().deviceIds(List.of("R58M1")).tagIds(List.of(tag.getId())));

		Tag renamed = this.client.updateTag("demo", tag.getId(), new UpdateTagRequest().name("Second floor"));

		assertThat(renamed.getModifiedOn()).isGreaterThan(tag.getModifiedOn());
		assertThat(renamed).isEqualTo(new Tag().id(tag.getId())
			.createdOn(tag.getCreatedOn())
			.name("Second floor")
			.description("Scanners")
			.predefinedType("MANUAL")
			.assignedDeviceCount(1L)
			.modifiedOn(renamed.getModifiedOn()));
		assertThat(this.client.listTags("demo").getTags()).containsExactly(renamed);
	}

	@Test
	void anUpdateWithNullClearsTheDescription() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2").description("Scanners"));

		Response response = this.server.send("PUT", "/tag/v1/tags/" + tag.getId() + "?customerId=demo", """
				{"description": null}""");

		Tag now = this.client.listTags("demo").getTags().getFirst();
		response.isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 1, "tags": [
				  {"id": "%s", "name": "Floor 2", "predefinedType": "MANUAL", "assignedDeviceCount": 0,
				   "createdOn": %d, "modifiedOn": %d}]}}
				""".formatted(tag.getId(), tag.getCreatedOn(), now.getModifiedOn()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"description\": null}", "{\"name\": null, \"description\": null}",
			"{\"description\": \"\"}", "{\"name\": \"Floor 2\", \"description\": \" \\t\u00A0\u3000\"}" })
	void descriptionThatNobodySeesIsNone(String json) {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2").description("Scanners"));

		Response updated = update(tag, json);

		updated.isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 1, "tags": [
				  {"id": "%s", "name": "Floor 2", "predefinedType": "MANUAL", "assignedDeviceCount": 0,
				   "createdOn": %d, "modifiedOn": %d}]}}
				""".formatted(tag.getId(), tag.getCreatedOn(),
				this.client.getTag("demo", tag.getId()).getModifiedOn()));
	}

	@Test
	void nameOfNullIsAsIfLeftOut() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));

		Response updated = update(tag, "{\"name\": null, \"description\": \" Scanners \"}");

		updated.isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 1, "tags": [
				  {"id": "%s", "name": "Floor 2", "description": " Scanners ", "predefinedType": "MANUAL",
				   "assignedDeviceCount": 0, "createdOn": %d, "modifiedOn": %d}]}}
				""".formatted(tag.getId(), tag.getCreatedOn(),
				this.client.getTag("demo", tag.getId()).getModifiedOn()));
	}

	private Response update(Tag tag, String json) {
		return this.server.send("PUT", "/tag/v1/tags/" + tag.getId() + "?customerId=demo", json);
	}

	@Test
	void anUpdateWithAValueSetsTheDescription() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));

		Tag described = this.client.updateTag("demo", tag.getId(), new UpdateTagRequest().description("Scanners"));

		assertThat(described.getDescription()).isEqualTo("Scanners");
		assertThat(described.getName()).isEqualTo("Floor 2");
	}

	@Test
	void tagCanBeRenamedToItsNameInAnotherCase() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));

		Tag renamed = this.client.updateTag("demo", tag.getId(), new UpdateTagRequest().name("FLOOR 2"));

		assertThat(renamed.getName()).isEqualTo("FLOOR 2");
	}

	@Test
	void aTagCannotBeRenamedToTheNameOfAnother() {
		this.client.createTag("demo", new CreateTagRequest().name("Floor 1"));
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));

		Response response = this.server.send("PUT", "/tag/v1/tags/" + tag.getId() + "?customerId=demo", """
				{"name": "FLOOR 1"}""");

		response.isInvalid("name is taken by another tag (FLOOR 1)");
		assertThat(this.client.listTags("demo").getTags().getLast()).isEqualTo(tag);
	}

	/**
	 * The index rejects a row after it has been written, which marks the former one, and
	 * the database logs the statement with its values.
	 */
	@Test
	void nameOfAnotherTagIsFoundBeforeAStatementFails() {
		this.client.createTag("demo", new CreateTagRequest().name("Floor 1"));
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));

		this.server.send("PUT", "/tag/v1/tags/" + tag.getId() + "?customerId=demo", """
				{"name": "FLOOR 1"}""").isInvalid("name is taken by another tag (FLOOR 1)");

		assertThat(this.server.database()
			.sql("select xmax::text from tag where customer_id = 'demo' and tag_id = ?")
			.param(tag.getId())
			.query(String.class)
			.single()).isEqualTo("0");
	}

	@Test
	void emptyUpdateIsRejected() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));

		Response response = this.server.send("PUT", "/tag/v1/tags/" + tag.getId() + "?customerId=demo", "{}");

		response.isMissing("name or description is required");
		assertThat(this.client.listTags("demo").getTags()).containsExactly(tag);
	}

	@Test
	void deletingATagTakesItOffItsDevices() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));
		this.client.bulkAssignTags("demo",
				new BulkTagsRequest().deviceIds(TestServer.deviceIds(0, 100)).tagIds(List.of(tag.getId())));

		Response response = this.server.send("DELETE", "/tag/v1/tags/" + tag.getId() + "?customerId=demo", "");

		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(this.server.storedAssignments("demo", tag)).isZero();
		assertThat(this.client.listTags("demo")).isEqualTo(new TagPage().total(0L).tags(List.of()));
	}

	@Test
	void deletingATagAgainIsNotFound() {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));
		this.client.deleteTag("demo", tag.getId());

		Response response = this.server.send("DELETE", "/tag/v1/tags/" + tag.getId() + "?customerId=demo", "");

		response.isNotFound("tag " + tag.getId());
	}

	@Test
	void theNameOfADeletedTagIsFree() {
		Tag deleted = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));
		this.client.deleteTag("demo", deleted.getId());

		Tag tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));

		assertThat(this.client.listTags("demo").getTags()).containsExactly(tag);
	}

	@Test
	void anotherCustomersTagIsUnknown() {
		Tag ofAcme = this.client.createTag("acme", new CreateTagRequest().name("Floor 2"));
		UUID id = ofAcme.getId();

		assertThatExceptionOfType(TagApiException.class)
			.isThrownBy(() -> this.client.updateTag("demo", id, new UpdateTagRequest().name("Mine")))
			.withMessage("404 4040000 RESOURCE_NOT_FOUND: The requested resource does not exist: tag " + id);
		assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> this.client.deleteTag("demo", id))
			.withMessage("404 4040000 RESOURCE_NOT_FOUND: The requested resource does not exist: tag " + id);
		assertThat(this.client.listTags("acme").getTags()).containsExactly(ofAcme);
	}

}
