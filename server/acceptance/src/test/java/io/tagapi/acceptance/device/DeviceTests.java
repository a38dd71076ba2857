package io.tagapi.acceptance.device;

import java.util.List;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tags of one device.
 */
@AcceptanceTest
class DeviceTests {

	private final TestServer server;

	private final TagApiClient client;

	DeviceTests(@Autowired TestServer server) {
		this.server = server;
		this.client = server.client("sandbox", "tag");
	}

	@Test
	void aDeviceHasItsTagsInTheOrderOfTheirNames() {
		Tag vans = tagWithDevices("vans", "R58M0");
		Tag drivers = tagWithDevices("Drivers", "R58M0", "R58M1");

		this.server.get("/tag/v1/devices/R58M0?customerId=demo").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"id": "R58M0", "tags": [
				  {"id": "%s", "name": "Drivers"}, {"id": "%s", "name": "vans"}]}}
				""".formatted(drivers.getId(), vans.getId()));
	}

	@ParameterizedTest
	@CsvSource({ "R58M0", "A.b_c:d-0" })
	void aDeviceThatWasNeverSeenHasNoTags(String deviceId) {
		this.server.get("/tag/v1/devices/" + deviceId + "?customerId=demo").isJson(200, """
				{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"id": "%s", "tags": []}}
				""".formatted(deviceId));
	}

	@Test
	void aDeviceThatAllTagsWereTakenOffHasNoTags() {
		Tag vans = tagWithDevices("Vans", "R58M0");
		this.client.deleteTag("demo", vans.getId());

		assertThat(this.server.get("/tag/v1/devices/R58M0?customerId=demo").body()).contains("\"tags\":[]");
	}

	@ParameterizedTest
	@CsvSource({ "-a", "a%20b", "%C3%A4" })
	void anIdThatNoDeviceCanHaveIsInvalid(String deviceId) {
		this.server.get("/tag/v1/devices/" + deviceId + "?customerId=demo")
			.isInvalid("deviceId must consist of letters, digits and ._:- and start with a letter or digit");
	}

	/** OpenAPI: a path without variables goes before one with them. */
	@ParameterizedTest
	@CsvSource({ "bulkAssign, GET", "bulkUnassign, GET", "bulkChange, GET", "bulkAssign, PUT" })
	void pathOfABulkCallIsNotADeviceId(String path, String method) {
		Response response = this.server.send(method, "/tag/v1/devices/" + path + "?customerId=demo", "");

		response.isError(405, "40500000", "METHOD_NOT_ALLOWED",
				"The path does not support this method: " + method + "; use POST");
		assertThat(response.header("Allow")).contains("POST");
	}

	private Tag tagWithDevices(String name, String... deviceIds) {
		Tag tag = this.client.createTag("demo", new CreateTagRequest().name(name));
		this.client.bulkAssignTags("demo",
				new BulkTagsRequest().deviceIds(List.of(deviceIds)).tagIds(List.of(tag.getId())));
		return tag;
	}

}
