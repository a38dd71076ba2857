import java.util.List;
import java.util.UUID;

import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.JSON;
import org.openapitools.client.api.DevicesApi;
import org.openapitools.client.api.EventsApi;
import org.openapitools.client.api.TagsApi;
import org.openapitools.client.model.BulkTagsRequest;
import org.openapitools.client.model.BulkTagsResponse;
import org.openapitools.client.model.CreateTagRequest;
import org.openapitools.client.model.DevicePageResponse;
import org.openapitools.client.model.ErrorResponse;
import org.openapitools.client.model.EventPageResponse;
import org.openapitools.client.model.TagResponse;
import org.openapitools.client.model.UpdateTagRequest;

/**
 * The short conversation, with what openapi-generator makes for Java and okhttp-gson:
 * {@code java OkHttpGson <server> <token> <customer>}.
 */
record OkHttpGson(TagsApi tags, DevicesApi devices, EventsApi feed, String customer) implements Conversation {

	public static void main(String[] arguments) throws Exception {
		ApiClient client = new ApiClient().setBasePath(arguments[0] + "/tag/v1");
		client.setAccessToken(arguments[1]);
		new OkHttpGson(new TagsApi(client), new DevicesApi(client), new EventsApi(client), arguments[2]).hold();
	}

	@Override
	public TagResponse createTag(CreateTagRequest request, String key) throws ApiException {
		return this.tags.createTag(this.customer, request, key);
	}

	@Override
	public TagResponse updateTag(UUID id, UpdateTagRequest change) throws ApiException {
		return this.tags.updateTag(this.customer, id, change, null);
	}

	/** Gson leaves null out: an empty text clears. */
	@Override
	public UpdateTagRequest withoutDescription() {
		return new UpdateTagRequest().description("");
	}

	@Override
	public BulkTagsResponse assign(BulkTagsRequest request, Boolean atomic, Boolean dryRun) throws ApiException {
		return this.devices.bulkAssignTags(this.customer, request, atomic, dryRun, null);
	}

	@Override
	public DevicePageResponse search(List<UUID> allTags, List<UUID> anyTags, List<UUID> noTags) throws ApiException {
		return this.devices.searchDevices(this.customer, allTags, anyTags, noTags, null, null, null, null);
	}

	@Override
	public String etag(UUID id) throws ApiException {
		return this.tags.getTagWithHttpInfo(this.customer, id, null).getHeaders().get("etag").get(0);
	}

	@Override
	public int status(UUID id, String etag) throws ApiException {
		try {
			this.tags.getTag(this.customer, id, etag);
			return 200;
		}
		catch (ApiException ex) {
			return ex.getCode();
		}
	}

	@Override
	public ErrorResponse refusal(CreateTagRequest request) throws Exception {
		try {
			createTag(request, null);
			return new ErrorResponse();
		}
		catch (ApiException ex) {
			return JSON.deserialize(ex.getResponseBody(), ErrorResponse.class);
		}
	}

	@Override
	public EventPageResponse events() throws ApiException {
		return this.feed.listEvents(this.customer, null, null, null);
	}

	@Override
	public void deleteTag(UUID id) throws ApiException {
		this.tags.deleteTag(this.customer, id, null);
	}

}
