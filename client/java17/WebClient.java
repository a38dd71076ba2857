import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * The short conversation, with what openapi-generator makes for Java and Spring's WebClient:
 * {@code java WebClient <server> <token> <customer>}.
 */
record WebClient(TagsApi tags, DevicesApi devices, EventsApi feed, String customer) implements Conversation {

	public static void main(String[] arguments) throws Exception {
		ApiClient client = new ApiClient().setBasePath(arguments[0] + "/tag/v1");
		client.setAccessToken(arguments[1]);
		new WebClient(new TagsApi(client), new DevicesApi(client), new EventsApi(client), arguments[2]).hold();
	}

	@Override
	public TagResponse createTag(CreateTagRequest request, String key) {
		return this.tags.createTag(this.customer, request, key).block();
	}

	@Override
	public TagResponse updateTag(UUID id, UpdateTagRequest change) {
		return this.tags.updateTag(this.customer, id, change, null).block();
	}

	@Override
	public BulkTagsResponse assign(BulkTagsRequest request, Boolean atomic, Boolean dryRun) {
		return this.devices.bulkAssignTags(this.customer, request, atomic, dryRun, null).block();
	}

	@Override
	public DevicePageResponse search(List<UUID> allTags, List<UUID> anyTags, List<UUID> noTags) {
		return this.devices.searchDevices(this.customer, allTags, anyTags, noTags, null, null, null, null).block();
	}

	@Override
	public String etag(UUID id) {
		return this.tags.getTagWithHttpInfo(this.customer, id, null).block().getHeaders().getETag();
	}

	@Override
	public int status(UUID id, String etag) {
		// No exception: a 304 is a response without a body.
		return this.tags.getTagWithHttpInfo(this.customer, id, etag).block().getStatusCodeValue();
	}

	@Override
	public ErrorResponse refusal(CreateTagRequest request) throws Exception {
		try {
			createTag(request, null);
			return new ErrorResponse();
		}
		catch (WebClientResponseException ex) {
			return new ObjectMapper().readValue(ex.getResponseBodyAsString(), ErrorResponse.class);
		}
	}

	@Override
	public EventPageResponse events() {
		return this.feed.listEvents(this.customer, null, null, null).block();
	}

	@Override
	public void deleteTag(UUID id) {
		this.tags.deleteTag(this.customer, id, null).block();
	}

}
