package io.tagapi.acceptance.tag;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.DeviceQuery;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.PurgeRuns;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deletion of tags that are on more devices than one transaction may delete.
 */
@AcceptanceTest
class DeletedTagTests {

	private static final String DEVICE = "/tag/v1/devices/R58M7?customerId=demo";

	private final TestServer server;

	private final TagApiClient client;

	private final Purge purge;

	private final PurgeRuns runs;

	DeletedTagTests(@Autowired TestServer server, @Autowired List<Purge> purges, @Autowired PurgeRuns runs) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
		this.runs = runs;
		this.purge = purges.stream().filter(Purge::isUrgent).findFirst().orElseThrow();
	}

	@Test
	void largeTagIsGoneAtOnceAndItsAssignmentsFollowInBatches() {
		Tag tag = tagWithDevices("Floor 2", 25_000);

		this.client.deleteTag("demo", tag.getId());
		assertThat(stored(tag)).isEqualTo(25_000);

		for (long left : List.of(15_000L, 5_000L, 0L)) {
			assertThat(this.purge.deleteBatch("demo")).isTrue();
			assertThat(stored(tag)).isEqualTo(left);
		}
		assertThat(this.purge.deleteBatch("demo")).isFalse();
		assertThat(this.purge.customers()).isEmpty();
	}

	@Test
	void tagThatComesBackByAResetKeepsItsAssignments() {
		Tag tag = tagWithDevices("Floor 2", 10_001);
		this.client.deleteTag("demo", tag.getId());

		assertThat(this.server
			.send("POST", "/sandbox/v1/reset?customerId=demo",
					"{\"tags\": [{\"id\": \"%s\", \"name\": \"Floor 2\", \"deviceIds\": [\"R58M7\"]}]}"
						.formatted(tag.getId()))
			.status()).isEqualTo(200);

		assertThat(this.purge.customers()).isEmpty();
		assertThat(this.purge.deleteBatch("demo")).isFalse();
		assertThat(stored(tag)).isEqualTo(1);
	}

	@Test
	void noReadShowsAssignmentsOfADeletedTag() {
		Tag gone = tagWithDevices("Floor 1", 10_001);
		Tag kept = tagWithDevices("Floor 2", 10);

		this.client.deleteTag("demo", gone.getId());

		this.server.get(DEVICE).isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS",
				 "data": {"id": "R58M7", "tags": [{"id": "%s", "name": "Floor 2"}]}}
				""".formatted(kept.getId()));
		this.server.get("/tag/v1/devices?customerId=demo&includeTotal=true&searchAfter=R58M8&allTags=" + kept.getId())
			.isJson(200, """
					{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 10,
					 "devices": [{"id": "R58M9", "tags": [{"id": "%s", "name": "Floor 2"}]}]}}
					""".formatted(kept.getId()));
		for (String filter : List.of("allTags", "anyTags", "anyTags=" + kept.getId() + "&noTags")) {
			this.server.get("/tag/v1/devices?customerId=demo&" + filter + "=" + gone.getId())
				.isNotFound("tag " + gone.getId());
		}
		assertThat(this.client.listTags("demo").getTags()).containsExactly(kept.assignedDeviceCount(10L));
		for (String call : List.of("bulkAssign", "bulkUnassign", "bulkAssign?dryRun=true")) {
			assertThat(this.server
				.send("POST", "/tag/v1/devices/" + call + (call.contains("?") ? "&" : "?") + "customerId=demo",
						"{\"deviceIds\": [\"R58M7\"], \"tagIds\": [\"%s\"]}".formatted(gone.getId()))
				.status()).isEqualTo(404);
		}
		assertThat(this.client.createTag("demo", new CreateTagRequest().name("Floor 1")).getAssignedDeviceCount())
			.isZero();
	}

	/** As many as a page holds rows, and they come first in the index. */
	@Test
	void assignmentsOfDeletedTagsTakeNoRoomInAPage() {
		Tag tag = tagWithDevices("Floor 2", 10);
		this.server.database()
			.sql("""
					insert into assignment (customer_id, tag_id, device_id)
					select t.customer_id, cast('00000000-0000-7000-8000-' || lpad(cast(n as text), 12, '0') as uuid), 'R58M7'
					from tag t cross join generate_series(1, 10000) n where t.customer_id = 'demo' and t.tag_id = ?
					""")
			.param(tag.getId())
			.update();

		assertThat(this.server.get(DEVICE).body()).contains("\"name\":\"Floor 2\"");
		assertThat(this.client.searchDevices("demo", DeviceQuery.tagged().withAll(tag.getId()), 100, null).getDevices())
			.hasSize(10);
	}

	@Test
	void smallTagIsDeletedWithItsAssignments() {
		Tag tag = tagWithDevices("Floor 2", 10_000);

		this.client.deleteTag("demo", tag.getId());

		assertThat(stored(tag)).isZero();
		assertThat(this.purge.customers()).isEmpty();
	}

	@Test
	void allDeletedTagsOfAllCustomersArePurged() {
		List<Tag> tags = List.of(tagWithDevices("Floor 1", 10_001), tagWithDevices("Floor 2", 20_000));
		tags.forEach((tag) -> this.client.deleteTag("demo", tag.getId()));
		Tag ofAcme = tagWithDevices("acme", "Floor 1", 10_001);
		this.client.deleteTag("acme", ofAcme.getId());

		this.runs.run(this.purge);

		assertThat(tags).allSatisfy((tag) -> assertThat(stored(tag)).isZero());
		assertThat(this.server.storedAssignments("acme", ofAcme)).isZero();
		assertThat(this.purge.customers()).isEmpty();
	}

	@Test
	void tagThatAnotherServerPurgesIsSkipped(@Autowired DataSource dataSource) throws SQLException {
		Tag tag = tagWithDevices("Floor 2", 10_001);
		this.client.deleteTag("demo", tag.getId());

		try (Connection other = dataSource.getConnection()) {
			other.setAutoCommit(false);
			JdbcClient.create(new SingleConnectionDataSource(other, true))
				.sql("select tag_id from deleted_tag where customer_id = 'demo' for update")
				.query()
				.singleRow();

			assertThat(this.purge.deleteBatch("demo")).isFalse();
			other.rollback();
		}
		assertThat(stored(tag)).isEqualTo(10_001);
	}

	@Test
	void bulkCallsDuringTheDeletionLeaveNoAssignments() {
		for (int round = 0; round < 5; round++) {
			Tag tag = tagWithDevices("Floor " + round, 10_001);
			List<CompletableFuture<Void>> calls = IntStream.range(0, 8)
				.mapToObj((caller) -> CompletableFuture.runAsync(() -> assignUntilDeleted(tag.getId(), caller),
						Thread::startVirtualThread))
				.toList();

			this.client.deleteTag("demo", tag.getId());
			calls.forEach(CompletableFuture::join);
			this.runs.run(this.purge);

			assertThat(stored(tag)).isZero();
		}
	}

	private void assignUntilDeleted(UUID tagId, int caller) {
		try {
			for (int call = 0; call < 1_000; call++) {
				this.client.bulkAssignTags("demo",
						new BulkTagsRequest().deviceIds(List.of("C" + caller + "-" + call)).tagIds(List.of(tagId)));
			}
		}
		catch (TagApiException ex) {
			assertThat(ex).hasMessageContaining("tag " + tagId);
		}
	}

	private long stored(Tag tag) {
		return this.server.storedAssignments("demo", tag);
	}

	private Tag tagWithDevices(String name, int devices) {
		return tagWithDevices("demo", name, devices);
	}

	/** Without bulk calls, which would take longer. */
	private Tag tagWithDevices(String customer, String name, int devices) {
		Tag tag = this.client.createTag(customer, new CreateTagRequest().name(name));
		this.server.database().sql("""
				insert into assignment (customer_id, tag_id, device_id)
				select t.customer_id, t.tag_id, 'R58M' || n from tag t cross join generate_series(0, :last) n
				where t.customer_id = :customer and t.tag_id = :tag;
				update tag set assigned_device_count = :last + 1 where customer_id = :customer and tag_id = :tag
				""").param("customer", customer).param("tag", tag.getId()).param("last", devices - 1).update();
		return tag;
	}

}
