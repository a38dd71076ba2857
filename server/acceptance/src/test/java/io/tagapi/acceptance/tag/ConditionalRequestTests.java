package io.tagapi.acceptance.tag;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.UpdateTagRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ETags: reading what has changed only, and changing what has not.
 */
@AcceptanceTest
class ConditionalRequestTests {

	private static final String STALE = "\"18c3f-1\"";

	private final TestServer server;

	private final TagApiClient client;

	private Tag tag = new Tag();

	ConditionalRequestTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@BeforeEach
	void createTag() {
		this.tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tags?", "tags?sortBy=createdOn&", "tags/{tagId}?", "devices?allTags={tagId}&",
			"devices/R58M0?", "events?" })
	void unchangedDataAreNotSentAgain(String path) {
		String eTag = eTag(read(path));

		Response again = read(path, eTag);

		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.header("ETag")).contains(eTag);
		assertThat(again.header("X-Request-Id")).isPresent();
		assertThat(again.header("Content-Type")).isEmpty();
		assertThat(again.header("Cache-Control")).contains("no-cache, private");
		assertThat(read(path).header("Cache-Control")).contains("no-cache, private");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tags?", "tags?name=floor&", "tags/{tagId}?", "devices?allTags={tagId}&", "devices/R58M0?",
			"events?" })
	void changedDataAreSent(String path) {
		String eTag = eTag(read(path));

		assign("R58M0");

		Response again = read(path, eTag);
		assertThat(again.status()).isEqualTo(200);
		assertThat(eTag(again)).isNotEqualTo(eTag);
		assertThat(again.body()).isEqualTo(read(path).body());
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "*, 304", "W/{eTag}, 304", "`\"x\", {eTag}`, 304",
			"`\"x\",W/\"y\" ,  {eTag}`, 304", "\"x\", 200", "\"*\", 200", "\"\", 200" })
	void severalETagsMayBeNamed(String ifNoneMatch, int status) {
		String eTag = eTag(read("tags/{tagId}?"));

		assertThat(read("tags/{tagId}?", ifNoneMatch.replace("{eTag}", eTag)).status()).isEqualTo(status);
	}

	@Test
	void aHeaderThatIsThereTwiceIsAList() {
		String eTag = eTag(read("tags?"));

		Response response = this.server
			.send(this.server.authorized(path("tags?")).header("If-None-Match", "\"x\"").header("If-None-Match", eTag));

		assertThat(response.status()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "19a9e8f9000-0", "\"a", "\"a\" \"b\"", "w/\"a\"", "*, \"a\"" })
	void anETagNeedsItsQuotationMarks(String eTag) {
		String rule = " must be ETags of earlier responses, with their quotation marks, or *";

		read("tags?", eTag).isInvalid("If-None-Match" + rule);
		delete(eTag).isInvalid("If-Match" + rule);
	}

	@Test
	void aTagHasTheSameETagWhereverItIsReturnedAlone() {
		Response created = this.server.send("POST", path("tags?"), "{\"name\": \"Floor 3\"}");
		String location = created.header("Location").orElseThrow();
		assertThat(eTag(this.server.get(location))).isEqualTo(eTag(created));

		Response updated = this.server.send("PUT", location, "{\"name\": \"Floor 4\"}");

		assertThat(eTag(updated)).isNotEqualTo(eTag(created));
		assertThat(eTag(this.server.get(location))).isEqualTo(eTag(updated));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "{eTag}", "W/{eTag}", "*", "`\"x\", {eTag}`" })
	void matchingETagAllowsAChange(String ifMatch) {
		String eTag = eTag(read("tags/{tagId}?"));

		Response response = update(ifMatch.replace("{eTag}", eTag));

		assertThat(response.status()).isEqualTo(200);
		assertThat(delete(eTag(response)).status()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { STALE, "W/" + STALE })
	void otherETagPreventsAChange(String ifMatch) {
		String named = ifMatch.replace("{eTag}", eTag(read("tags/{tagId}?")));

		isPreconditionFailed(update(named));
		isPreconditionFailed(delete(named));

		assertThat(this.client.listTags("demo").getTags()).containsExactly(this.tag);
	}

	@Test
	void secondUpdateWithTheSameETagIsRejected() {
		String eTag = eTag(read("tags/{tagId}?"));
		this.client.updateTag("demo", this.tag.getId(), new UpdateTagRequest().name("Floor 3"));

		isPreconditionFailed(update(eTag));

		assertThat(this.client.listTags("demo").getTags().getFirst().getName()).isEqualTo("Floor 3");
	}

	@Test
	void assignmentChangesTheETag() {
		String eTag = eTag(read("tags/{tagId}?"));
		assign("R58M0");

		isPreconditionFailed(delete(eTag));

		assertThat(this.server.storedAssignments("demo", this.tag)).isEqualTo(1);
	}

	@Test
	void missingTagIsNotFoundWithAnyETag() {
		this.client.deleteTag("demo", this.tag.getId());

		delete("*").isNotFound("tag " + this.tag.getId());
		update(STALE).isNotFound("tag " + this.tag.getId());
	}

	@Test
	void moreEntityTagsThanTheContractAllowsAreRejected() {
		String entityTags = "\"a\",".repeat(1_500) + "\"a\"";

		this.server.send(this.server.authorized("/tag/v1/tags?customerId=demo").header("If-None-Match", entityTags))
			.isInvalid("If-None-Match must be 1 to 1024 characters long");
	}

	@Test
	void aCustomersETagsDoNotChangeWithAnotherCustomersTags() {
		String eTag = eTag(read("tags?"));

		this.client.createTag("acme", new CreateTagRequest().name("Floor 2"));

		assertThat(read("tags?", eTag).status()).isEqualTo(304);
	}

	private void isPreconditionFailed(Response response) {
		response.isError(412, "41200000", "PRECONDITION_FAILED", "A precondition of the request is not met: tag "
				+ this.tag.getId() + " has another ETag than If-Match names");
	}

	private Response update(String ifMatch) {
		return this.server.send(change(ifMatch).PUT(BodyPublishers.ofString("{\"name\": \"Floor 5\"}")));
	}

	private Response delete(String ifMatch) {
		return this.server.send(change(ifMatch).DELETE());
	}

	private HttpRequest.Builder change(String ifMatch) {
		return this.server.authorized(path("tags/{tagId}?"))
			.header("Content-Type", "application/json")
			.header("If-Match", ifMatch);
	}

	private Response read(String path) {
		return this.server.get(path(path));
	}

	private Response read(String path, String ifNoneMatch) {
		return this.server.send(this.server.authorized(path(path)).header("If-None-Match", ifNoneMatch));
	}

	private String path(String path) {
		return "/tag/v1/" + path.replace("{tagId}", this.tag.getId().toString()) + "customerId=demo";
	}

	private void assign(String deviceId) {
		this.client.bulkAssignTags("demo",
				new BulkTagsRequest().deviceIds(List.of(deviceId)).tagIds(List.of(this.tag.getId())));
	}

	private static String eTag(Response response) {
		return response.header("ETag").orElseThrow();
	}

}
