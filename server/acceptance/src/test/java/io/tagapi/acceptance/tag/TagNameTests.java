package io.tagapi.acceptance.tag;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.UpdateTagRequest;
import io.tagapi.server.tag.NameKeyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names are the same, which are not allowed, and what is kept of them.
 */
@AcceptanceTest
class TagNameTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	TagNameTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@ParameterizedTest
	@CsvSource({ "Stra\u00DFe, STRA\u1E9EE", "stra\u1E9Ee, STRASSE", "caf\u00E9, CAFE\u0301",
			"\u03A3\u0391\u03A3, \u03C3\u03B1\u03C2", "\u03C3\u03B1\u03C3, \u03C3\u03B1\u03C2",
			"\uFF21\uFF22\uFF23, abc", "\uFB01le, FILE", "x\u00B2, X2", "a\u00A0b, A b", "a\u3000b, A b", "\u212A1, k1",
			"\u2126, \u03C9", "\u0645\u200C\u0646, \u0645\u0646", "\u260E\uFE0F, \u260E", "\u1E9B\u0323, \u1E69" })
	void namesThatLookTheSameAreTheSame(String name, String sameName) {
		create(name);

		post(sameName)
			.isInvalid("name is taken by another tag (" + Normalizer.normalize(sameName, Normalizer.Form.NFC) + ")");
		assertThat(this.client.listTags("demo").getTotal()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\u00A0", "\u3000", "\u2028", "\u2029", "\u1680", "\u2003", "\u202F", "\u205F" })
	void whiteSpaceAroundANameIsRemoved(String space) {
		assertThat(create(space + "Floor" + space).getName()).isEqualTo("Floor");
		post(space).isInvalid("name must be 1 to 100 characters long");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u200B", "\uFEFF", "\u202E", "\u2066", "\u00AD", "\u2060", "\u034F", "\u3164", "\uFFA0",
			"\uFFFE", "\u2028", "\uDB40\uDC41" })
	void invisibleCharacterIsRejected(String character) {
		post("a" + character + "b").isInvalid("name must not contain invisible format characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u200Da", "a\u200D", "a\u200D\u200Db", "a \u200Db", "\uFE0F", "\u200C" })
	void joinerThatJoinsNothingIsRejected(String name) {
		post(name).isInvalid("name must not contain invisible format characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", "\u2764\uFE0F\u200D\uD83D\uDD25",
			"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0915\u094D\u200D\u0937" })
	void joinersOfEmojiAndWordsAreKept(String name) {
		assertThat(create(name).getName()).isEqualTo(name);
	}

	@Test
	void controlCharactersAreRejected() {
		post("a\u0007b").isInvalid("name must not contain control characters");
	}

	@Test
	void nameIsKeptComposedAsItWasWritten() {
		assertThat(create("Cafe\u0301 \uFF21").getName()).isEqualTo("Caf\u00E9 \uFF21");
		assertThat(create("e\u0301".repeat(50)).getName()).isEqualTo("\u00E9".repeat(50));
	}

	@Test
	void nameThatStandsForManyCharactersCanBeListed() {
		String longest = "\uFDFA".repeat(100);
		create(longest);
		post(longest).isInvalid("name is taken by another tag (" + longest + ")");
		create("\uFDFA".repeat(99) + "\uFDFB");
		Response page = this.server.get(TAGS + "&pageSize=1");
		Map<?, ?> data = data(page);

		Response next = this.server.get(TAGS + "&pageSize=1&searchAfter=" + data.get("nextSearchAfter"));

		assertThat(next.status()).isEqualTo(200);
		assertThat((List<?>) data(next).get("tags")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "Stra\u00DFe, TRASS", "caf\u00E9, E\u0301", "\uFF21\uFF22\uFF23, bc" })
	void filterComparesAsNamesDo(String name, String text) {
		Tag tag = create(name);
		create("other");

		Response found = this.server.get(TAGS + "&name=" + URLEncoder.encode(text, StandardCharsets.UTF_8));

		assertThat(found.body()).contains(tag.getId().toString(), "\"total\":1");
	}

	@Test
	void tagsWhoseNamesHaveBecomeTheSameAreKeptAndOldestGoesFirst() {
		List<Tag> tags = collided();

		assertThat(this.client.listTags("demo").getTags()).extracting(Tag::getId)
			.containsExactlyElementsOf(tags.stream().map(Tag::getId).toList());
		post("\uFF21\uFF22").isInvalid("name is taken by another tag (\uFF21\uFF22)");
	}

	@Test
	void pagesGoPastTagsWhoseNamesHaveBecomeTheSame() {
		List<Tag> tags = collided();

		for (String order : List.of("", "&sortOrder=descending")) {
			String found = "";
			String cursor = "";
			for (int i = 0; i < 4; i++) {
				Response page = this.server.get(TAGS + "&pageSize=1" + order + cursor);
				assertThat(page.status()).isEqualTo(200);
				Map<?, ?> data = data(page);
				found += data.get("tags");
				cursor = "&searchAfter=" + data.get("nextSearchAfter");
			}
			assertThat(found).contains(tags.stream().map((tag) -> tag.getId().toString()).toList());
		}
		assertThat(this.server.get(TAGS + "&name=0").body()).contains("\"total\":0");
	}

	@Test
	void tagThatCollidesCanBeDescribedAndRenamed() {
		Tag second = collided().get(1);

		Tag described = this.client.updateTag("demo", second.getId(),
				new UpdateTagRequest().name(second.getName()).description("Kept"));
		assertThat(described.getDescription()).isEqualTo("Kept");
		this.client.updateTag("demo", second.getId(), new UpdateTagRequest().name("Free"));

		assertThat(storedKey(second)).isEqualTo("free");
	}

	@Test
	void refreshAfterTheOldestIsGoneGivesItsKeyToTheNext() {
		List<Tag> tags = collided();
		this.client.deleteTag("demo", tags.getFirst().getId());

		refresh();

		assertThat(storedKey(tags.get(1))).isEqualTo("ab");
		assertThat(storedKey(tags.get(2))).isEqualTo("ab\u0001" + tags.get(2).getId());
	}

	@Test
	void refreshThatEndedMidwayIsFinishedByTheNext() {
		List<Tag> tags = collided();
		setKey(tags.get(0), "\uFF41\uFF42");
		List<String> keys = List.of("ab", "ab\u0001" + tags.get(1).getId(), "ab\u0001" + tags.get(2).getId());

		refresh();

		assertThat(tags.stream().limit(3).map(this::storedKey)).containsExactlyElementsOf(keys);
	}

	@Test
	void onlyKeysOfAnEarlierVersionAreChecked() {
		Tag tag = create("Caf\u00E9");
		create("\uFDFA".repeat(100));
		this.client.updateTag("demo", tag.getId(), new UpdateTagRequest().description("Ground floor"));
		this.client.updateTag("demo", create("Floor 2").getId(), new UpdateTagRequest().name("\u00C9tage 2"));
		assertThat(NameKeyRun.customers(this.server.database())).isEmpty();

		setKey(tag, "cafe\u0301");
		assertThat(NameKeyRun.customers(this.server.database())).containsExactly("demo");

		refresh();
		assertThat(storedKey(tag)).isEqualTo("caf\u00E9");
		assertThat(NameKeyRun.customers(this.server.database())).isEmpty();
	}

	/**
	 * Three names that the rule of version 1.1 told apart, with the keys that it made.
	 */
	private List<Tag> collided() {
		List<Tag> tags = List.of(create("x1"), create("x2"), create("x3"), create("Zebra"));
		List<String> names = List.of("\uFF21\uFF22", "AB", "A\uFF22");
		for (int i = 0; i < names.size(); i++) {
			this.server.database()
				.sql("update tag set name = ?, name_key = ? where customer_id = 'demo' and tag_id = ?")
				.param(names.get(i))
				.param(names.get(i).toLowerCase(Locale.ROOT))
				.param(tags.get(i).getId())
				.update();
			tags.get(i).setName(names.get(i));
		}
		refresh();
		return tags;
	}

	private void refresh() {
		NameKeyRun.on(this.server.database());
	}

	private void setKey(Tag tag, String key) {
		this.server.database().sql("update tag set name_key = ? where tag_id = ?").params(key, tag.getId()).update();
	}

	private String storedKey(Tag tag) {
		return this.server.database()
			.sql("select name_key from tag where tag_id = ?")
			.param(tag.getId())
			.query(String.class)
			.single();
	}

	private static Map<?, ?> data(Response page) {
		return (Map<?, ?>) Objects.requireNonNull(page.json().get("data"));
	}

	private Tag create(String name) {
		return this.client.createTag("demo", new CreateTagRequest().name(name));
	}

	private Response post(String name) {
		return this.server.send("POST", TAGS, JsonMapper.shared().writeValueAsString(Map.of("name", name)));
	}

}
