package io.tagapi.client.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tagapi.client.BulkOptions;
import io.tagapi.client.DeviceQuery;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.TagQuery;
import io.tagapi.client.api.TagsApi;
import io.tagapi.client.invoker.ApiClient;
import io.tagapi.client.invoker.ApiException;
import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.ChangeDeviceTagsCounts;
import io.tagapi.client.model.ChangeDeviceTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Device;
import io.tagapi.client.model.DevicePage;
import io.tagapi.client.model.ErrorResponse;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.EventPage;
import io.tagapi.client.model.PairCounts;
import io.tagapi.client.model.SortOrder;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import io.tagapi.client.model.TagReference;
import io.tagapi.client.model.TagSortBy;
import io.tagapi.client.model.UpdateTagRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Performs the steps of a conversation, and writes down the responses.
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
			case "getTag" -> write("getTag: " + describe(client(step).getTag(this.customerId, tag(step))));
			case "updateTag" -> write("updateTag: " + describe(updateTag(step)));
			case "deleteTag" -> {
				client(step).deleteTag(this.customerId, tag(step));
				write("deleteTag: done");
			}
			case "bulkAssignTags" -> write("bulkAssignTags: "
					+ count(client(step).bulkAssignTags(this.customerId, pairs(step), options(step))));
			case "bulkUnassignTags" -> write("bulkUnassignTags: "
					+ count(client(step).bulkUnassignTags(this.customerId, pairs(step), options(step))));
			case "changeDeviceTags" -> changeDeviceTags(step);
			case "searchDevices" -> searchDevices(step);
			case "getDevice" -> write("getDevice: "
					+ tagsOf(client(step).getDevice(this.customerId, step.required("device").asString())));
			case "listEvents" -> listEvents(step);
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
		Tag tag = step.has("idempotencyKey")
				? client(step).createTag(this.customerId, request, step.get("idempotencyKey").asString())
				: client(step).createTag(this.customerId, request);
		if (step.has("as")) {
			this.ids.put(step.get("as").asString(), tag.getId());
		}
		write("createTag: " + describe(tag));
	}

	private Tag updateTag(JsonNode step) {
		return step.has("ifMatch")
				? client(step).updateTag(this.customerId, tag(step), change(step), step.get("ifMatch").asString())
				: client(step).updateTag(this.customerId, tag(step), change(step));
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
		TagQuery query = new TagQuery(text(step, "name"),
				step.has("sortBy") ? TagSortBy.fromValue(step.get("sortBy").asString()) : null,
				step.has("sortOrder") ? SortOrder.fromValue(step.get("sortOrder").asString()) : null);
		Optional<String> searchAfter = Optional.empty();
		do {
			TagPage page = client(step).listTags(this.customerId, query, null, step.required("pageSize").asInt(),
					searchAfter.orElse(null));
			searchAfter = Optional.ofNullable(page.getNextSearchAfter());
			write("listTags: %d of %d, %s".formatted(page.getTags().size(), page.getTotal(),
					follows(searchAfter.isPresent())));
			page.getTags().forEach((tag) -> write("  " + describe(tag)));
		}
		while (searchAfter.isPresent());
	}

	private void changeDeviceTags(JsonNode step) {
		ChangeDeviceTagsCounts counts = client(step).changeDeviceTags(this.customerId,
				new ChangeDeviceTagsRequest().deviceIds(devices(step))
					.assignTagIds(tags(step, "assignTags"))
					.unassignTagIds(tags(step, "unassignTags")),
				options(step));
		write("changeDeviceTags: %s; %s".formatted(count(counts.getAssigned()), count(counts.getUnassigned())));
	}

	/**
	 * The client has an operation of its own for the count.
	 */
	private void searchDevices(JsonNode step) {
		DeviceQuery query = new DeviceQuery(tags(step, "allTags"), tags(step, "anyTags"), tags(step, "noTags"));
		String total = step.has("includeTotal") ? " of " + client(step).countDevices(this.customerId, query) : "";
		Optional<String> searchAfter = Optional.empty();
		do {
			DevicePage page = client(step).searchDevices(this.customerId, query, step.required("pageSize").asInt(),
					searchAfter.orElse(null));
			searchAfter = Optional.ofNullable(page.getNextSearchAfter());
			write("searchDevices: %d%s, %s".formatted(page.getDevices().size(), total,
					follows(searchAfter.isPresent())));
			page.getDevices().forEach((device) -> write("  " + tagsOf(device)));
		}
		while (searchAfter.isPresent());
	}

	private void listEvents(JsonNode step) {
		EventPage page = new EventPage().hasMore(true);
		while (page.getHasMore()) {
			page = client(step).listEvents(this.customerId, step.required("pageSize").asInt(),
					page.getNextSearchAfter());
			write("listEvents: %d, %s".formatted(page.getEvents().size(), follows(page.getHasMore())));
			page.getEvents().forEach((event) -> write("  " + tell(event)));
		}
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
			if (e.getCause() instanceof IOException cause) {
				throw new UncheckedIOException(cause);
			}
			ErrorResponse error = ApiClient.createDefaultObjectMapper()
				.readValue(e.getResponseBody(), ErrorResponse.class);
			write("listTags: " + refused(error.getResult(), error.getCode(), error.getMessage(), error.getData()));
		}
	}

	private BulkTagsRequest pairs(JsonNode step) {
		return new BulkTagsRequest().deviceIds(devices(step)).tagIds(tags(step, "tags"));
	}

	private static List<String> devices(JsonNode step) {
		return IntStream.rangeClosed(1, step.required("devices").asInt())
			.mapToObj((number) -> "DEVICE-" + number)
			.toList();
	}

	private List<UUID> tags(JsonNode step, String which) {
		return step.path(which).valueStream().map(this::id).toList();
	}

	private UUID tag(JsonNode step) {
		return id(step.required("tag"));
	}

	private static BulkOptions options(JsonNode step) {
		return step.has("dryRun") ? BulkOptions.DEFAULT.asDryRun() : BulkOptions.DEFAULT;
	}

	private static @Nullable String text(JsonNode step, String property) {
		return step.has(property) ? step.get(property).asString() : null;
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
		return "%d pairs, %d changed, %d unchanged%s".formatted(counts.getTotalCount(), counts.getChangedCount(),
				counts.getUnchangedCount(), Boolean.TRUE.equals(counts.getDryRun()) ? ", dry run" : "");
	}

	private static String count(PairCounts counts) {
		return "%d pairs, %d changed, %d unchanged".formatted(counts.getTotalCount(), counts.getChangedCount(),
				counts.getUnchangedCount());
	}

	private static String follows(boolean more) {
		return more ? "more follow" : "the end";
	}

	private static String tagsOf(Device device) {
		String names = device.getTags().stream().map(TagReference::getName).collect(Collectors.joining(", "));
		return device.getId() + " | " + (names.isEmpty() ? "-" : names);
	}

	private static String tell(Event event) {
		return "%s | %s | %s | %s | %s | %s".formatted(event.getPosition(), event.getType(),
				Optional.ofNullable(event.getClientId()).orElse("-"),
				event.getTagIds().stream().map(UUID::toString).collect(Collectors.joining(", ")), subject(event),
				time(event.getOccurredOn()));
	}

	private static String subject(Event event) {
		int devices = Optional.ofNullable(event.getDeviceIds()).map(List::size).orElse(0);
		return Optional.ofNullable(event.getTag())
			.map(Tag::getName)
			.or(() -> Optional.ofNullable(event.getChangedCount())
				.map((changed) -> "%d devices, %d changed".formatted(devices, changed)))
			.orElse("-");
	}

	private static String refused(int result, String code, String message, String data) {
		return "refused with %d %s %s: %s".formatted(result, code, message, data);
	}

	@Override
	public void close() {
		this.clients.values().forEach(TagApiClient::close);
	}

}
