import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import feign.FeignException;
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

/**
 * The short conversation, with what openapi-generator makes for Java and Feign:
 * {@code java Feign <server> <token> <customer>}.
 */
record Feign(TagsApi tags, DevicesApi devices, EventsApi feed, String customer) implements Conversation {

	public static void main(String[] arguments) throws Exception {
		ApiClient client = new ApiClient().setBasePath(arguments[0] + "/tag/v1");
		client.getFeignBuilder()
			.requestInterceptor((request) -> request.header("Authorization", "Bearer " + arguments[1]));
		new Feign(client.buildClient(TagsApi.class), client.buildClient(DevicesApi.class), client.buildClient(EventsApi.class), arguments[2]).hold();
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
		return this.tags.getTagWithHttpInfo(this.customer, id, null).getHeaders().get("etag").iterator().next();
	}

	@Override
	public int status(UUID id, String etag) {
		try {
			this.tags.getTag(this.customer, id, etag);
			return 200;
		}
		catch (FeignException ex) {
			return ex.status();
		}
	}

	@Override
	public ErrorResponse refusal(CreateTagRequest request) throws Exception {
		try {
			createTag(request, null);
			return new ErrorResponse();
		}
		catch (FeignException ex) {
			return new ObjectMapper().readValue(ex.contentUTF8(), ErrorResponse.class);
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
