package io.tagapi.acceptance.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.invoker.ApiException;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.ChangeDeviceTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.UpdateTagRequest;
import io.tagapi.server.tag.NameKeyRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cached pages and ETags are valid for a version and a revision of the customer's data,
 * whichever transaction has written them.
 */
@AcceptanceTest
class RevisionTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	private UUID tag = TestServer.unknownTag(1);

	RevisionTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@BeforeEach
	void createTag() {
		this.tag = this.client.createTag("demo", new CreateTagRequest().name("Floor 2")).getId();
	}

	@Test
	void eachChangeWritesAnotherRevision() throws ApiException {
		List<Long> revisions = new ArrayList<>();
		BulkTagsRequest device = new BulkTagsRequest().deviceIds(List.of("R58M0")).tagIds(List.of(this.tag));

		revisions.add(revision());
		this.client.updateTag("demo", this.tag, new UpdateTagRequest().name("Floor 3"));
		revisions.add(revision());
		this.client.bulkAssignTags("demo", device);
		revisions.add(revision());
		this.client.bulkUnassignTags("demo", device);
		revisions.add(revision());
		this.client.devices()
			.changeDeviceTags("demo",
					new ChangeDeviceTagsRequest().deviceIds(List.of("R58M0")).assignTagIds(List.of(this.tag)), null,
					null, null);
		revisions.add(revision());
		this.client.deleteTag("demo", this.tag);
		revisions.add(revision());

		assertThat(revisions).doesNotHaveDuplicates();
	}

	/** It brings tags into another order. */
	@Test
	void refreshOfNameKeysWritesAnotherRevision() {
		this.client.updateTag("demo", this.tag, new UpdateTagRequest().name("Caf\u00E9"));
		this.server.database().sql("update tag set name_key = 'cafe\u0301' where customer_id = 'demo'").update();
		long before = revision();

		NameKeyRun.on(this.server.database());

		assertThat(revision()).isNotEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "tags?", "tags?sortBy=createdOn&", "devices?allTags={tagId}&", "devices/R58M0?", "events?" })
	void entityTagIsThatOfTheRevision(String resource) {
		String path = "/tag/v1/" + resource.replace("{tagId}", this.tag.toString()) + "customerId=demo";
		Response before = this.server.get(path);
		String entityTag = before.header("ETag").orElseThrow();

		rewriteRow();
		assertThat(read(path, entityTag).status()).isEqualTo(304);

		changeRevision();
		Response again = read(path, entityTag);
		again.isJson(200, before.body());
		assertThat(again.header("ETag")).isPresent().isNotEqualTo(before.header("ETag"));
	}

	@ParameterizedTest
	@ValueSource(strings = { TAGS, TAGS + "&sortBy=createdOn" })
	void cachedPageIsThatOfTheRevision(String list) {
		Response cached = this.server.get(list);
		this.server.database()
			.sql("update tag set name = 'Floor 3' where customer_id = 'demo' and tag_id = ?")
			.param(this.tag)
			.update();

		rewriteRow();
		this.server.get(list).isJson(200, cached.body());

		changeRevision();
		this.server.get(list).isJson(200, cached.body().replace("Floor 2", "Floor 3"));
	}

	private long revision() {
		return this.server.database()
			.sql("select revision from customer where customer_id = 'demo'")
			.query(Long.class)
			.single();
	}

	/** As when a token lists the customer for the first time. */
	private void rewriteRow() {
		this.server.database().sql("update customer set listed = not listed where customer_id = 'demo'").update();
	}

	private void changeRevision() {
		this.server.database().sql("update customer set revision = revision # 1 where customer_id = 'demo'").update();
	}

	private Response read(String path, String entityTag) {
		return this.server.send(this.server.authorized(path).header("If-None-Match", entityTag));
	}

}
