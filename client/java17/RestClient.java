import java.util.List;
import java.util.UUID;

import org.openapitools.client.ApiClient;
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
import org.springframework.web.client.RestClientResponseException;

/**
 * The short conversation, with what openapi-generator makes for Java and Spring's RestClient:
 * {@code java RestClient <server> <token> <customer>}.
 */
record RestClient(TagsApi tags, DevicesApi devices, EventsApi feed, String customer) implements Conversation {

	public static void main(String[] arguments) throws Exception {
		ApiClient client = new ApiClient().setBasePath(arguments[0] + "/tag/v1");
		client.setAccessToken(arguments[1]);
		new RestClient(new TagsApi(client), new DevicesApi(client), new EventsApi(client), arguments[2]).hold();
	}

	@Override
	public TagResponse createTag(CreateTagRequest request, String key) {
		return this.tags.createTag(this.customer, request, key);
	}

	@Override
	public TagResponse updateTag(UUID id, UpdateTagRequest change) {
		return this.tags.updateTag(this.customer, id, change, null);
	}

	@Override
	public BulkTagsResponse assign(BulkTagsRequest request, Boolean atomic, Boolean dryRun) {
		return this.devices.bulkAssignTags(this.customer, request, atomic, dryRun, null);
	}

	@Override
	public DevicePageResponse search(List<UUID> allTags, List<UUID> anyTags, List<UUID> noTags) {
		return this.devices.searchDevices(this.customer, allTags, anyTags, noTags, null, null, null, null);
	}

	@Override
	public String etag(UUID id) {
		return this.tags.getTagWithHttpInfo(this.customer, id, null).getHeaders().getETag();
	}

	@Override
	public int status(UUID id, String etag) {
		// No exception: a 304 is a response without a body.
		return this.tags.getTagWithHttpInfo(this.customer, id, etag).getStatusCode().value();
	}

	@Override
	public ErrorResponse refusal(CreateTagRequest request) throws Exception {
		try {
			createTag(request, null);
			return new ErrorResponse();
		}
		catch (RestClientResponseException ex) {
			return ex.getResponseBodyAs(ErrorResponse.class);
		}
	}

	@Override
	public EventPageResponse events() {
		return this.feed.listEvents(this.customer, null, null, null);
	}

	@Override
	public void deleteTag(UUID id) {
		this.tags.deleteTag(this.customer, id, null);
	}

}
