package io.tagapi.client.conversation;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.api.TagsApi;
import io.tagapi.client.invoker.ApiClient;
import io.tagapi.client.invoker.ApiException;
import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.ErrorResponse;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import io.tagapi.client.model.UpdateTagRequest;
import tools.jackson.databind.JsonNode;

/**
 * Performs the steps of a conversation, and writes down what the server answers.
 */
final class Conversation implements AutoCloseable {

	/** Times before this one would be seconds by mistake. */
	private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

	private final URI address;

	private final String customerId;

	private final Consumer<String> transcript;

	private final Map<String, TagApiClient> clients = new HashMap<>();

	private final Map<String, UUID> ids = new HashMap<>();

	Conversation(URI address, String customerId, Consumer<String> transcript) {
		this.address = address;
		this.customerId = customerId;
		this.transcript = transcript;
	}

	void say(JsonNode step) {
		String operation = step.required("do").asString();
		try {
			perform(operation, step);
		}
		catch (TagApiException e) {
			if (e.code().isEmpty()) {
				throw e;
			}
			write(operation + ": " + refused(e.result(), e.code(), e.message(), e.data()));
		}
	}

	private void perform(String operation, JsonNode step) {
		switch (operation) {
			case "token" -> becomeClient(step);
			case "createTag" -> createTag(step);
			case "listTags" -> list(step);
			case "updateTag" -> write("updateTag: "
					+ describe(client(step).updateTag(this.customerId, id(step.required("tag")), change(step))));
			case "deleteTag" -> {
				client(step).deleteTag(this.customerId, id(step.required("tag")));
				write("deleteTag: done");
			}
			case "bulkAssignTags" ->
				write("bulkAssignTags: " + count(client(step).bulkAssignTags(this.customerId, pairs(step))));
			case "bulkUnassignTags" ->
				write("bulkUnassignTags: " + count(client(step).bulkUnassignTags(this.customerId, pairs(step))));
			default -> throw new IllegalArgumentException("There is no operation " + operation);
		}
	}

	/**
	 * The client gets its access token by itself, when it is used for the first time.
	 */
	private void becomeClient(JsonNode step) {
		String scope = step.required("scope").asString();
		this.clients.put(step.required("as").asString(),
				TagApiClient.builder(this.address)
					.clientCredentials(step.required("client").asString(), step.required("secret").asString())
					.scopes(scope.split(" "))
					.build());
		write("token: " + scope);
	}

	private void createTag(JsonNode step) {
		CreateTagRequest request = new CreateTagRequest().name(step.required("name").asString());
		if (step.has("description")) {
			request.description(step.get("description").asStringOpt().orElse(null));
		}
		Tag tag = client(step).createTag(this.customerId, request);
		if (step.has("as")) {
			this.ids.put(step.get("as").asString(), tag.getId());
		}
		write("createTag: " + describe(tag));
	}

	private static UpdateTagRequest change(JsonNode step) {
		UpdateTagRequest change = new UpdateTagRequest();
		if (step.has("name")) {
			change.name(step.get("name").asString());
		}
		if (step.has("description")) {
			change.description(step.get("description").asStringOpt().orElse(null));
		}
		return change;
	}

	private void list(JsonNode step) {
		if (!step.has("token")) {
			listWithoutToken();
			return;
		}
		Optional<String> searchAfter = Optional.empty();
		do {
			TagPage page = client(step).listTags(this.customerId, null, step.required("pageSize").asInt(),
					searchAfter.orElse(null));
			searchAfter = Optional.ofNullable(page.getNextSearchAfter());
			write("listTags: %d of %d, %s".formatted(page.getTags().size(), page.getTotal(),
					searchAfter.isPresent() ? "more follow" : "the end"));
			page.getTags().forEach((tag) -> write("  " + describe(tag)));
		}
		while (searchAfter.isPresent());
	}

	/**
	 * The client always shows a token. The generated code below it does not.
	 */
	private void listWithoutToken() {
		ApiClient generated = new ApiClient();
		generated.updateBaseUri(this.address + "/tag/v1");
		try {
			new TagsApi(generated).listTags(this.customerId, null, null, null, null, null, null, null);
		}
		catch (ApiException e) {
			ErrorResponse error = ApiClient.createDefaultObjectMapper()
				.readValue(e.getResponseBody(), ErrorResponse.class);
			write("listTags: " + refused(error.getResult(), error.getCode(), error.getMessage(), error.getData()));
		}
	}

	private BulkTagsRequest pairs(JsonNode step) {
		List<String> devices = IntStream.rangeClosed(1, step.required("devices").asInt())
			.mapToObj((number) -> "DEVICE-" + number)
			.toList();
		return new BulkTagsRequest().deviceIds(devices)
			.tagIds(step.required("tags").valueStream().map(this::id).toList());
	}

	private TagApiClient client(JsonNode step) {
		return Optional.ofNullable(this.clients.get(step.required("token").asString())).orElseThrow();
	}

	private UUID id(JsonNode name) {
		return Optional.ofNullable(this.ids.get(name.asString())).orElseThrow();
	}

	private void write(String line) {
		String named = line;
		for (Map.Entry<String, UUID> each : this.ids.entrySet()) {
			named = named.replace(each.getValue().toString(), "{" + each.getKey() + "}");
		}
		this.transcript.accept(named);
	}

	private static String describe(Tag tag) {
		return "%s | %s | %s | %s | %d devices | %s | %s".formatted(tag.getId(), tag.getName(),
				Optional.ofNullable(tag.getDescription()).orElse("-"), tag.getPredefinedType(),
				tag.getAssignedDeviceCount(), time(tag.getCreatedOn()), time(tag.getModifiedOn()));
	}

	private static String time(long milliseconds) {
		return Instant.ofEpochMilli(milliseconds).isBefore(EARLIEST) ? Long.toString(milliseconds) : "{time}";
	}

	private static String count(BulkTagsCounts counts) {
		return "%d pairs, %d changed, %d unchanged".formatted(counts.getTotalCount(), counts.getChangedCount(),
				counts.getUnchangedCount());
	}

	private static String refused(int result, String code, String message, String data) {
		return "refused with %d %s %s: %s".formatted(result, code, message, data);
	}

	@Override
	public void close() {
		this.clients.values().forEach(TagApiClient::close);
	}

}
