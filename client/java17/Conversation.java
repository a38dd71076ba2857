import java.util.List;
import java.util.UUID;

import org.openapitools.client.model.BulkTagsCounts;
import org.openapitools.client.model.BulkTagsRequest;
import org.openapitools.client.model.BulkTagsResponse;
import org.openapitools.client.model.CreateTagRequest;
import org.openapitools.client.model.Device;
import org.openapitools.client.model.DevicePageResponse;
import org.openapitools.client.model.ErrorResponse;
import org.openapitools.client.model.Event;
import org.openapitools.client.model.EventPageResponse;
import org.openapitools.client.model.Tag;
import org.openapitools.client.model.TagResponse;
import org.openapitools.client.model.UpdateTagRequest;

/**
 * The short conversation, in words that do not depend on the HTTP library of what openapi-generator makes for Java.
 */
interface Conversation {

	TagResponse createTag(CreateTagRequest request, String key) throws Exception;

	TagResponse updateTag(UUID id, UpdateTagRequest change) throws Exception;

	BulkTagsResponse assign(BulkTagsRequest request, Boolean atomic, Boolean dryRun) throws Exception;

	DevicePageResponse search(List<UUID> allTags, List<UUID> anyTags, List<UUID> noTags) throws Exception;

	String etag(UUID id) throws Exception;

	/** The status of a read with an ETag. */
	int status(UUID id, String etag) throws Exception;

	/** The error for a name that is taken. */
	ErrorResponse refusal(CreateTagRequest request) throws Exception;

	EventPageResponse events() throws Exception;

	void deleteTag(UUID id) throws Exception;

	default UpdateTagRequest withoutDescription() {
		return new UpdateTagRequest().description(null);
	}

	default void hold() throws Exception {
		Tag floor = one(createTag(new CreateTagRequest().name("Floor 2").description("Scanners"), null));
		System.out.println("created " + shown(floor));
		Tag loan = one(createTag(new CreateTagRequest().name("On loan"), "order-7"));
		Tag again = one(createTag(new CreateTagRequest().name("On loan"), "order-7"));
		System.out.println(
				"created " + loan.getName() + (again.getId().equals(loan.getId()) ? ", and again the same" : " twice"));

		UpdateTagRequest newName = new UpdateTagRequest().name("Second floor");
		System.out.println("renamed " + shown(one(updateTag(floor.getId(), newName))));
		System.out.println("cleared " + shown(one(updateTag(floor.getId(), withoutDescription()))));

		List<UUID> ids = List.of(floor.getId(), loan.getId());
		BulkTagsRequest bulk = new BulkTagsRequest().deviceIds(List.of("DEVICE-1", "DEVICE-2")).tagIds(ids);
		System.out.println("dry run of " + assign(bulk, null, true).getData().getChangedCount());
		System.out.println("assigned " + assign(bulk, null, null).getData().getChangedCount());
		BulkTagsRequest withMalformed = new BulkTagsRequest().deviceIds(List.of("DEVICE-3", "van 7"))
			.tagIds(List.of(loan.getId()));
		BulkTagsCounts part = assign(withMalformed, false, null).getData();
		System.out
			.println("in part " + part.getChangedCount() + " assigned, " + part.getFailures().size() + " failed");
		List<Device> found = search(ids, ids, List.of()).getData().getDevices();
		System.out.println("found " + String.join(" ", found.stream().map(Device::getId).toList()));

		int status = status(floor.getId(), etag(floor.getId()));
		System.out.println((status == 304) ? "unchanged" : "changed: " + status);
		ErrorResponse error = refusal(new CreateTagRequest().name("ON LOAN"));
		System.out.println("refused " + error.getResult() + " " + error.getCode());
		List<Event> events = events().getData().getEvents();
		System.out.println("events " + String.join(" ", events.stream().map(Event::getType).toList()));
		for (UUID id : ids) {
			deleteTag(id);
		}
		System.out.println("deleted");
	}

	private static Tag one(TagResponse response) {
		return response.getData().getTags().get(0);
	}

	private static String shown(Tag tag) {
		return tag.getName() + ", " + ((tag.getDescription() != null) ? tag.getDescription() : "-");
	}

}
