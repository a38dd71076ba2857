package io.tagapi.acceptance.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import io.tagapi.acceptance.OperatorDatabase;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import io.tagapi.client.model.UpdateTagRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two servers on one database. No cache of one hides a change by the other: its very next
 * response shows it.
 */
class SeveralServersTests {

	@TempDir
	static Path directory;

	static OperatorDatabase database;

	static TestIssuer issuer;

	static ConfigurableApplicationContext first;

	static ConfigurableApplicationContext second;

	@BeforeAll
	static void start() {
		database = OperatorDatabase.start(directory.resolve("database"));
		issuer = TestIssuer.start();
		first = database.startServer(issuer);
		second = database.startServer(issuer);
	}

	@AfterAll
	static void stop() {
		second.close();
		first.close();
		issuer.close();
		database.close();
	}

	@Test
	void aChangeByOneServerIsInTheNextResponseOfTheOther() {
		try (TagApiClient here = client(first, "acme"); TagApiClient there = client(second, "acme")) {
			assertThat(twice(there).getTags()).isEmpty();

			Tag tag = here.createTag("acme", new CreateTagRequest().name("Floor 2"));
			assertThat(twice(there).getTags()).containsExactly(tag);

			Tag renamed = here.updateTag("acme", tag.getId(), new UpdateTagRequest().name("Floor 3"));
			assertThat(twice(there).getTags()).containsExactly(renamed);

			here.bulkAssignTags("acme", bulk(tag.getId(), "A1", "A2", "A3"));
			assertThat(twice(there).getTags()).containsExactly(renamed.assignedDeviceCount(3L));

			here.bulkUnassignTags("acme", bulk(tag.getId(), "A1"));
			assertThat(twice(there).getTags()).containsExactly(renamed.assignedDeviceCount(2L));

			here.deleteTag("acme", tag.getId());
			assertThat(there.listTags("acme").getTotal()).isZero();
			assertThatExceptionOfType(TagApiException.class)
				.isThrownBy(() -> there.updateTag("acme", tag.getId(), new UpdateTagRequest().name("Floor 4")))
				.withMessageContaining("tag " + tag.getId());
		}
	}

	@Test
	void changesByTwoServersInTurnAreSeenByBoth() {
		try (TagApiClient here = client(first, "globex"); TagApiClient there = client(second, "globex")) {
			Tag tag = here.createTag("globex", new CreateTagRequest().name("Floor 2"));
			for (int turn = 1; turn <= 20; turn++) {
				((turn % 2 == 0) ? here : there).bulkAssignTags("globex", bulk(tag.getId(), "A" + turn));

				TagPage expected = new TagPage().total(1L).tags(List.of(tag.assignedDeviceCount((long) turn)));
				assertThat(here.listTags("globex")).isEqualTo(expected);
				assertThat(there.listTags("globex")).isEqualTo(expected);
			}
		}
	}

	@Test
	void aCustomerThatOneHasSeenListedIsKnownToTheOther() {
		try (TagApiClient here = client(first, "initech"); TagApiClient there = client(second, "*")) {
			assertThatExceptionOfType(TagApiException.class).isThrownBy(() -> there.listTags("initech"))
				.withMessageContaining("customer initech");

			here.listTags("initech");

			assertThat(there.listTags("initech").getTotal()).isZero();
		}
	}

	/** The same again, which the server may know by heart. */
	private static TagPage twice(TagApiClient client) {
		TagPage page = client.listTags("acme");
		assertThat(client.listTags("acme")).isEqualTo(page);
		return page;
	}

	private static BulkTagsRequest bulk(UUID tagId, String... deviceIds) {
		return new BulkTagsRequest().deviceIds(List.of(deviceIds)).tagIds(List.of(tagId));
	}

	private static TagApiClient client(ConfigurableApplicationContext server, String... customers) {
		URI address = URI.create("http://localhost:" + server.getEnvironment().getProperty("local.server.port"));
		return TagApiClient.builder(address).accessToken(() -> issuer.token(customers)).build();
	}

}
