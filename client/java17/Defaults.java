import java.util.List;
import java.util.UUID;

import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.JSON;
import org.openapitools.client.api.DevicesApi;
import org.openapitools.client.api.EventsApi;
import org.openapitools.client.api.TagsApi;
import org.openapitools.client.model.BulkTagsCounts;
import org.openapitools.client.model.BulkTagsRequest;
import org.openapitools.client.model.CreateTagRequest;
import org.openapitools.client.model.Device;
import org.openapitools.client.model.ErrorResponse;
import org.openapitools.client.model.Event;
import org.openapitools.client.model.Tag;
import org.openapitools.client.model.UpdateTagRequest;

/**
 * The short conversation, with what openapi-generator makes for Java and okhttp-gson: {@code java Defaults <server> <token>
 * <customer>}.
 */
class Defaults {

	public static void main(String[] arguments) throws ApiException {
		String customer = arguments[2];
		ApiClient client = new ApiClient().setBasePath(arguments[0] + "/tag/v1");
		client.setAccessToken(arguments[1]);
		TagsApi tags = new TagsApi(client);
		DevicesApi devices = new DevicesApi(client);

		Tag floor = one(tags.createTag(customer, new CreateTagRequest().name("Floor 2").description("Scanners"), null)
			.getData()
			.getTags());
		System.out.println("created " + shown(floor));
		CreateTagRequest onLoan = new CreateTagRequest().name("On loan");
		Tag loan = one(tags.createTag(customer, onLoan, "order-7").getData().getTags());
		Tag again = one(tags.createTag(customer, onLoan, "order-7").getData().getTags());
		System.out.println(
				"created " + loan.getName() + (again.getId().equals(loan.getId()) ? ", and again the same" : " twice"));

		UpdateTagRequest newName = new UpdateTagRequest().name("Second floor");
		System.out.println(
				"renamed " + shown(one(tags.updateTag(customer, floor.getId(), newName, null).getData().getTags())));
		// Gson leaves null out: an empty text clears.
		UpdateTagRequest noDescription = new UpdateTagRequest().description("");
		System.out.println("cleared "
				+ shown(one(tags.updateTag(customer, floor.getId(), noDescription, null).getData().getTags())));

		List<UUID> ids = List.of(floor.getId(), loan.getId());
		BulkTagsRequest bulk = new BulkTagsRequest().deviceIds(List.of("DEVICE-1", "DEVICE-2")).tagIds(ids);
		System.out.println(
				"dry run of " + devices.bulkAssignTags(customer, bulk, null, true, null).getData().getChangedCount());
		System.out
			.println("assigned " + devices.bulkAssignTags(customer, bulk, null, null, null).getData().getChangedCount());
		BulkTagsCounts part = devices
			.bulkAssignTags(customer, new BulkTagsRequest().deviceIds(List.of("DEVICE-3", "van 7")).addTagIdsItem(
					loan.getId()), false, null, null)
			.getData();
		System.out
			.println("in part " + part.getChangedCount() + " assigned, " + part.getFailures().size() + " failed");
		List<Device> found = devices.searchDevices(customer, ids, ids, List.of(), null, null, null, null)
			.getData()
			.getDevices();
		System.out.println("found " + String.join(" ", found.stream().map(Device::getId).toList()));

		String etag = tags.getTagWithHttpInfo(customer, floor.getId(), null).getHeaders().get("etag").get(0);
		try {
			tags.getTag(customer, floor.getId(), etag);
		}
		catch (ApiException ex) {
			System.out.println((ex.getCode() == 304) ? "unchanged" : ex.toString());
		}
		try {
			tags.createTag(customer, new CreateTagRequest().name("ON LOAN"), null);
		}
		catch (ApiException ex) {
			ErrorResponse error = JSON.deserialize(ex.getResponseBody(), ErrorResponse.class);
			System.out.println("refused " + error.getResult() + " " + error.getCode());
		}
		List<Event> events = new EventsApi(client).listEvents(customer, null, null, null).getData().getEvents();
		System.out.println("events " + String.join(" ", events.stream().map(Event::getType).toList()));
		for (UUID id : ids) {
			tags.deleteTag(customer, id, null);
		}
		System.out.println("deleted");
	}

	private static Tag one(List<Tag> tags) {
		return tags.get(0);
	}

	private static String shown(Tag tag) {
		return tag.getName() + ", " + ((tag.getDescription() != null) ? tag.getDescription() : "-");
	}

}
