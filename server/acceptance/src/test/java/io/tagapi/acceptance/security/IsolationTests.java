package io.tagapi.acceptance.security;

import java.util.List;
import java.util.UUID;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.contract.ContractOperation;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One customer's attempts to reach the tags of another.
 */
@AcceptanceTest
class IsolationTests {

	private final TestServer server;

	private final TagApiClient client;

	IsolationTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	/** Walks the contract, so that an operation that is added to it is tried too. */
	@ParameterizedTest
	@MethodSource("io.tagapi.acceptance.contract.ContractOperation#all")
	void aForeignTagsIdInPathAndBodyDoesNothing(ContractOperation operation) {
		Tag ofAcme = tagWithDevices("acme");

		Response response = this.server.send(operation.request(this.server, "demo", ofAcme.getId().toString())
			.header("Authorization", "Bearer " + this.server.token()));

		if (operation.namesTags()) {
			response.isNotFound("tag " + ofAcme.getId());
		}
		assertThat(response.body()).doesNotContain(ofAcme.getName());
		assertThat(this.client.listTags("acme").getTags()).containsExactly(ofAcme);
		assertThat(this.server.storedAssignments("acme", ofAcme)).isEqualTo(3);
	}

	@Test
	void anIdThatTwoCustomersHaveIsTwoTags() {
		Tag ofAcme = tagWithDevices("acme");
		this.client.createTag("demo", new CreateTagRequest().name("Twin"));
		this.server.database()
			.sql("update tag set tag_id = ? where customer_id = 'demo'")
			.param(ofAcme.getId())
			.update();
		UUID id = ofAcme.getId();

		this.client.bulkAssignTags("demo", bulk(id, "A1", "A2"));
		this.client.bulkUnassignTags("demo", bulk(id, "A1", "R58M0"));
		assertThat(this.client.listTags("demo").getTags().getFirst().getAssignedDeviceCount()).isEqualTo(1);
		this.client.deleteTag("demo", id);

		assertThat(this.client.listTags("demo").getTotal()).isZero();
		assertThat(this.client.listTags("acme").getTags()).containsExactly(ofAcme);
		assertThat(this.server.storedAssignments("acme", ofAcme)).isEqualTo(3);
	}

	private Tag tagWithDevices(String customerId) {
		Tag tag = this.client.createTag(customerId, new CreateTagRequest().name("Secret of " + customerId));
		this.client.bulkAssignTags(customerId, bulk(tag.getId(), "R58M0", "R58M1", "R58M2"));
		return tag.assignedDeviceCount(3L);
	}

	private static BulkTagsRequest bulk(UUID tagId, String... deviceIds) {
		return new BulkTagsRequest().deviceIds(List.of(deviceIds)).tagIds(List.of(tagId));
	}

}
