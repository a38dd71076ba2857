package io.tagapi.acceptance.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listing tags page by page.
 */
@AcceptanceTest
class TagListTests {

	private final TestServer server;

	private final TagApiClient client;

	TagListTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@Test
	void aCustomerWithoutTagsHasAnEmptyList() {
		this.server.get("/tag/v1/tags?customerId=demo").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}""");
	}

	@Test
	void propertiesComeInTheOrderOfTheContract() {
		create("Alpha");

		assertThat(this.server.get("/tag/v1/tags?customerId=demo").body()).matches(
				"\\{\"result\":.*\"code\":.*\"message\":.*\"data\":\\{\"total\":.*\"tags\":.*\"id\":.*\"name\":.*");
		assertThat(this.server.get("/nothing").body()).matches("\\{\"result\":.*\"code\":.*\"message\":.*\"data\":.*");
	}

	@Test
	void aPageHasTheTotalAndACursor() {
		Tag first = create("Alpha");
		create("Beta");

		this.server.get("/tag/v1/tags?customerId=demo&pageSize=1").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 2, "tags": [
				  {"id": "%s", "name": "Alpha", "predefinedType": "MANUAL", "assignedDeviceCount": 0,
				   "createdOn": %d, "modifiedOn": %2$d}],
				  "nextSearchAfter": "n616c706861"}}
				""".formatted(first.getId(), first.getCreatedOn()));
	}

	@Test
	void tagsAreOrderedByNameWithoutRegardToCase() {
		List.of("beta", "Alpha", "ALPHA 2", "Ähre", "Beta 2").forEach(this::create);

		assertThat(names(this.client.listTags("demo"))).containsExactly("Alpha", "ALPHA 2", "beta", "Beta 2", "Ähre");
	}

	@Test
	void aPageHasTwentyFiveTagsUnlessAskedOtherwise() {
		createMany(30);

		assertThat(names(this.client.listTags("demo"))).isEqualTo(names(0, 25));
	}

	@Test
	void pagesCanBeCounted() {
		createMany(5);

		assertThat(names(this.client.listTags("demo", 0, 2, null))).isEqualTo(names(0, 2));
		assertThat(names(this.client.listTags("demo", 1, 2, null))).isEqualTo(names(2, 4));
		assertThat(names(this.client.listTags("demo", 2, 2, null))).isEqualTo(names(4, 5));
	}

	@Test
	void onlyThePageThatReachesTheEndHasNoCursor() {
		createMany(4);

		assertThat(this.client.listTags("demo", 0, 2, null).getNextSearchAfter()).isNotNull();
		assertThat(this.client.listTags("demo", 1, 2, null).getNextSearchAfter()).isNull();
		assertThat(this.client.listTags("demo", 0, 4, null).getNextSearchAfter()).isNull();
	}

	@Test
	void aPageBeyondTheEndIsEmpty() {
		createMany(3);

		TagPage empty = new TagPage().total(3L).tags(List.of());
		assertThat(this.client.listTags("demo", 1, 3, null)).isEqualTo(empty);
		assertThat(this.client.listTags("demo", Integer.MAX_VALUE, 100, null)).isEqualTo(empty);
	}

	@Test
	void cursorsLeadThroughAllTags() {
		createMany(7);

		List<String> seen = new ArrayList<>();
		@Nullable String cursor = null;
		do {
			TagPage page = this.client.listTags("demo", null, 3, cursor);
			seen.addAll(names(page));
			cursor = page.getNextSearchAfter();
		}
		while (cursor != null);

		assertThat(seen).isEqualTo(names(0, 7));
	}

	@Test
	void aCursorMissesAndRepeatsNothingWhenTagsComeAndGo() {
		createMany(4);
		TagPage firstPage = this.client.listTags("demo", null, 2, null);
		create("Tag 000");
		create("Tag 001b");
		this.client.deleteTag("demo", firstPage.getTags().getLast().getId());

		TagPage secondPage = this.client.listTags("demo", null, 2, firstPage.getNextSearchAfter());

		assertThat(names(firstPage)).containsExactly("Tag 000a", "Tag 001a");
		assertThat(names(secondPage)).containsExactly("Tag 001b", "Tag 002a");
	}

	@Test
	void aCursorWinsOverAPageNumber() {
		createMany(4);
		TagPage firstPage = this.client.listTags("demo", null, 2, null);

		TagPage page = this.client.listTags("demo", 1, 2, firstPage.getNextSearchAfter());

		assertThat(names(page)).isEqualTo(names(2, 4));
	}

	@ParameterizedTest
	@ValueSource(strings = { "n21", "nff", "nc3a4ff", "n7f" })
	void aCursorThatNoResponseHadIsAPositionToo(String cursor) {
		assertThat(this.client.listTags("demo", null, null, cursor).getTotal()).isZero();
	}

	private Tag create(String name) {
		return this.client.createTag("demo", new CreateTagRequest().name(name));
	}

	private void createMany(int count) {
		names(0, count).forEach(this::create);
	}

	private static List<String> names(int from, int to) {
		return IntStream.range(from, to).mapToObj("Tag %03da"::formatted).toList();
	}

	private static List<String> names(TagPage page) {
		return page.getTags().stream().map(Tag::getName).toList();
	}

}
