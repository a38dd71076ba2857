package io.tagapi.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.tagapi.client.GeneratedCalls.GeneratedCall;
import io.tagapi.client.PageIterator.Page;
import io.tagapi.client.Retries.Repetition;
import io.tagapi.client.api.DevicesApi;
import io.tagapi.client.api.EventsApi;
import io.tagapi.client.api.TagsApi;
import io.tagapi.client.invoker.ApiClient;
import io.tagapi.client.invoker.ApiResponse;
import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.BulkTagsResponse;
import io.tagapi.client.model.ChangeDeviceTagsCounts;
import io.tagapi.client.model.ChangeDeviceTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Device;
import io.tagapi.client.model.DevicePage;
import io.tagapi.client.model.DevicePageResponse;
import io.tagapi.client.model.DeviceResponse;
import io.tagapi.client.model.DeviceTagsChangeResponse;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.EventPage;
import io.tagapi.client.model.EventPageResponse;
import io.tagapi.client.model.SingleTag;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.TagPage;
import io.tagapi.client.model.TagPageResponse;
import io.tagapi.client.model.TagResponse;
import io.tagapi.client.model.UpdateTagRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * A client of the Tag API: one method for each operation of the contract, with the
 * contract's models. It is thread-safe, and meant to be kept as long as the application
 * runs.
 * <p>
 * Each method throws
 * <ul>
 * <li>{@link TagApiException} if the server, or the token endpoint, responds with an
 * error;</li>
 * <li>{@link TagApiConnectionException} if there is no response that can be read;</li>
 * <li>{@link IllegalArgumentException} if an argument is {@code null} that must not
 * be.</li>
 * </ul>
 * A call is made again, three times unless the builder was told otherwise, if the server
 * says that it is too busy or not available, after the time in its {@code Retry-After},
 * and if the connection fails or a gateway gets no response. Calls that create a tag, and
 * bulk calls, are sent with an {@code Idempotency-Key}, by which the server knows them
 * when they are repeated: they are done once, and get the response of the first time.
 * When it is not known whether the server has done a call, those that delete a tag or
 * change a given version are not made again: the second time they might be told that
 * there is no such tag, or no such version, because the first time succeeded.
 * <p>
 * In each of them, {@code customerId} is the customer to act for, and {@code tagId} the
 * id of one of its tags.
 *
 * <pre class="code">
 * try (TagApiClient client = TagApiClient.builder(URI.create("http://localhost:8080"))
 *     .clientCredentials("sandbox", "sandbox")
 *     .build()) {
 *   Tag tag = client.createTag("demo", new CreateTagRequest().name("Floor 2"));
 * }
 * </pre>
 */
public final class TagApiClient implements AutoCloseable {

	private static final String BASE_PATH = "/tag/v1";

	private static final int LARGEST_PAGE = 100;

	private final URI baseAddress;

	private final AuthorizingHttpClient http;

	private final GeneratedCalls calls;

	private final TagsApi tags;

	private final DevicesApi devices;

	private final EventsApi events;

	TagApiClient(URI baseAddress, ObjectMapper mapper, AuthorizingHttpClient http, Retries retries) {
		this.baseAddress = baseAddress;
		this.http = http;
		URI api = URI.create(baseAddress + BASE_PATH);
		this.calls = new GeneratedCalls(api, mapper, retries);
		ApiClient generated = new ApiClient(HttpClient.newBuilder(), mapper, api.toString()) {

			@Override
			public HttpClient getHttpClient() {
				return http;
			}

		};
		this.tags = new TagsApi(generated);
		this.devices = new DevicesApi(generated);
		this.events = new EventsApi(generated);
	}

	/**
	 * Starts to build a client.
	 * @param baseAddress the server's scheme, host and port, and a path if the Tag API is
	 * below one, such as {@code http://localhost:8080}; {@code /tag/v1} is added
	 * @return a builder that needs client credentials, or an access token supplier
	 * @throws IllegalArgumentException if it is no such address
	 */
	public static TagApiClientBuilder builder(URI baseAddress) {
		return new TagApiClientBuilder(baseAddress);
	}

	/**
	 * Creates a tag without devices.
	 * @param customerId the customer
	 * @param request its name, and a description if it is to have one
	 * @return the new tag
	 */
	public Tag createTag(String customerId, CreateTagRequest request) {
		return createTag(customerId, request, BulkOptions.newKey());
	}

	/**
	 * Creates a tag without devices, once, even if another process of the caller repeats
	 * the call after a crash.
	 * @param customerId the customer
	 * @param request its name, and a description if it is to have one
	 * @param idempotencyKey what the server knows the call by for 24 hours: 1 to 255
	 * visible ASCII characters, new for each tag
	 * @return the new tag, as it was when it was created
	 */
	public Tag createTag(String customerId, CreateTagRequest request, String idempotencyKey) {
		return tag(Repetition.KEYED, () -> this.tags.createTag(customerId, request, idempotencyKey));
	}

	/**
	 * Gets one tag.
	 * @param customerId the customer
	 * @param tagId the tag
	 * @return the tag
	 */
	public Tag getTag(String customerId, UUID tagId) {
		return getTagVersion(customerId, tagId).tag();
	}

	/**
	 * Gets one tag, to change or delete it only if nobody else has changed it meanwhile.
	 * @param customerId the customer
	 * @param tagId the tag
	 * @return the tag with its {@code ETag}
	 */
	public TagVersion getTagVersion(String customerId, UUID tagId) {
		ApiResponse<TagResponse> response = this.calls
			.send(Repetition.HARMLESS, () -> this.tags.getTagWithHttpInfo(customerId, tagId, null))
			.orElseThrow(this.calls::unreadable);
		List<String> etags = response.getHeaders().getOrDefault("ETag", List.of());
		if (etags.isEmpty()) {
			throw this.calls.unreadable();
		}
		return new TagVersion(tag(Optional.ofNullable(response.getData())), etags.get(0));
	}

	/**
	 * Lists the first tags of the customer, at most 25, in the order of their names
	 * without regard to case.
	 * @param customerId the customer
	 * @return the first page
	 */
	public TagPage listTags(String customerId) {
		return listTags(customerId, null, null, null);
	}

	/**
	 * Lists one page of the customer's tags, in the order of their names without regard
	 * to case. What is {@code null} is left to the server's default.
	 * @param customerId the customer
	 * @param pageNum the number of the page, from 0; ignored by the server if
	 * {@code searchAfter} is given
	 * @param pageSize the most tags that the page may hold, from 1 to 100
	 * @param searchAfter {@link TagPage#getNextSearchAfter()} of the page before
	 * @return the page, which is empty if it is beyond the last
	 */
	public TagPage listTags(String customerId, @Nullable Integer pageNum, @Nullable Integer pageSize,
			@Nullable String searchAfter) {
		return listTags(customerId, TagQuery.all(), pageNum, pageSize, searchAfter);
	}

	/**
	 * Lists one page of those tags of the customer that match the query. What is
	 * {@code null} is left to the server's default.
	 * @param customerId the customer
	 * @param query which tags, and in what order; the same for each page
	 * @param pageNum the number of the page, from 0; ignored by the server if
	 * {@code searchAfter} is given
	 * @param pageSize the most tags that the page may hold, from 1 to 100
	 * @param searchAfter {@link TagPage#getNextSearchAfter()} of the page before
	 * @return the page, which is empty if it is beyond the last
	 */
	public TagPage listTags(String customerId, TagQuery query, @Nullable Integer pageNum, @Nullable Integer pageSize,
			@Nullable String searchAfter) {
		return this.calls
			.send(Repetition.HARMLESS, () -> this.tags.listTags(customerId, pageNum, pageSize, searchAfter,
					query.name(), query.sortBy(), query.sortOrder(), null))
			.map(TagPageResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

	/**
	 * Goes through all tags of the customer, in the order of their names without regard
	 * to case. A page is requested when the stream gets to it, and the stream throws what
	 * {@link #listTags(String, Integer, Integer, String)} does. Tags that are there all
	 * the while are neither missed nor repeated, whatever others are created or deleted.
	 * @param customerId the customer
	 * @return the tags, one after the other
	 */
	public Stream<Tag> streamTags(String customerId) {
		return streamTags(customerId, TagQuery.all());
	}

	/**
	 * Goes through those tags of the customer that match the query, in the same way as
	 * {@link #streamTags(String)}.
	 * @param customerId the customer
	 * @param query which tags, and in what order
	 * @return the tags, one after the other
	 */
	public Stream<Tag> streamTags(String customerId, TagQuery query) {
		return PageIterator.stream(null, (searchAfter) -> {
			TagPage page = listTags(customerId, query, null, LARGEST_PAGE, searchAfter);
			return new Page<>(page.getTags(), page.getNextSearchAfter());
		});
	}

	/**
	 * Changes the name of a tag, its description or both.
	 * @param customerId the customer
	 * @param tagId the tag
	 * @param request what to change: what is not set stays, and a description that is set
	 * to {@code null} is removed
	 * @return the tag as it is now
	 */
	public Tag updateTag(String customerId, UUID tagId, UpdateTagRequest request) {
		return tag(Repetition.HARMLESS, () -> this.tags.updateTag(customerId, tagId, request, null));
	}

	/**
	 * Changes a tag, unless somebody else has changed it meanwhile: then a
	 * {@link TagApiException} with the result 412 is thrown.
	 * @param customerId the customer
	 * @param tagId the tag
	 * @param request what to change, as in
	 * {@link #updateTag(String, UUID, UpdateTagRequest)}
	 * @param ifMatch {@link TagVersion#etag()} of the tag as the caller knows it
	 * @return the tag as it is now
	 */
	public Tag updateTag(String customerId, UUID tagId, UpdateTagRequest request, String ifMatch) {
		return tag(Repetition.MISLEADING, () -> this.tags.updateTag(customerId, tagId, request, ifMatch));
	}

	/**
	 * Deletes a tag and takes it off all its devices.
	 * @param customerId the customer
	 * @param tagId the tag
	 */
	public void deleteTag(String customerId, UUID tagId) {
		delete(customerId, tagId, null);
	}

	/**
	 * Deletes a tag and takes it off all its devices, unless somebody else has changed it
	 * meanwhile: then a {@link TagApiException} with the result 412 is thrown.
	 * @param customerId the customer
	 * @param tagId the tag
	 * @param ifMatch {@link TagVersion#etag()} of the tag as the caller knows it
	 */
	public void deleteTag(String customerId, UUID tagId, String ifMatch) {
		delete(customerId, tagId, ifMatch);
	}

	private void delete(String customerId, UUID tagId, @Nullable String ifMatch) {
		this.calls.send(Repetition.MISLEADING, () -> this.tags.deleteTagWithHttpInfo(customerId, tagId, ifMatch));
	}

	/**
	 * Assigns every tag of the request to every device of the request, all or nothing.
	 * Safe to repeat.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids and 1 to 10 tag ids
	 * @return what was changed, counted in pairs of one device and one tag
	 */
	public BulkTagsCounts bulkAssignTags(String customerId, BulkTagsRequest request) {
		return bulkAssignTags(customerId, request, BulkOptions.DEFAULT);
	}

	/**
	 * Assigns every tag of the request to every device of the request.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids and 1 to 10 tag ids
	 * @param options whether a part may be done, and whether it is a dry run
	 * @return what was changed, counted in pairs of one device and one tag, and what was
	 * left out
	 */
	public BulkTagsCounts bulkAssignTags(String customerId, BulkTagsRequest request, BulkOptions options) {
		String key = options.keyToSend();
		return counts(() -> this.devices.bulkAssignTags(customerId, request, options.atomicToSend(),
				options.dryRunToSend(), key));
	}

	/**
	 * Takes every tag of the request off every device of the request, all or nothing.
	 * Safe to repeat.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids and 1 to 10 tag ids
	 * @return what was changed, counted in pairs of one device and one tag
	 */
	public BulkTagsCounts bulkUnassignTags(String customerId, BulkTagsRequest request) {
		return bulkUnassignTags(customerId, request, BulkOptions.DEFAULT);
	}

	/**
	 * Takes every tag of the request off every device of the request.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids and 1 to 10 tag ids
	 * @param options whether a part may be done, and whether it is a dry run
	 * @return what was changed, counted in pairs of one device and one tag, and what was
	 * left out
	 */
	public BulkTagsCounts bulkUnassignTags(String customerId, BulkTagsRequest request, BulkOptions options) {
		String key = options.keyToSend();
		return counts(() -> this.devices.bulkUnassignTags(customerId, request, options.atomicToSend(),
				options.dryRunToSend(), key));
	}

	/**
	 * Assigns tags to any number of devices, in calls of at most 10,000 devices and 10
	 * tags that are made one after the other. Unlike the other methods it reports errors
	 * instead of throwing them. After a call that was rejected with 400, as for a
	 * malformed device id, it goes on; after another failure it makes no more calls.
	 * @param customerId the customer
	 * @param deviceIds the device ids, of which duplicates count once
	 * @param tagIds the tag ids, of which duplicates count once
	 * @return what became of each call
	 */
	public BulkReport assignTags(String customerId, Collection<String> deviceIds, Collection<UUID> tagIds) {
		return BulkCalls.make(deviceIds, tagIds, (request) -> bulkAssignTags(customerId, request));
	}

	/**
	 * Takes tags off any number of devices, in the same way as
	 * {@link #assignTags(String, Collection, Collection)}.
	 * @param customerId the customer
	 * @param deviceIds the device ids, of which duplicates count once
	 * @param tagIds the tag ids, of which duplicates count once
	 * @return what became of each call
	 */
	public BulkReport unassignTags(String customerId, Collection<String> deviceIds, Collection<UUID> tagIds) {
		return BulkCalls.make(deviceIds, tagIds, (request) -> bulkUnassignTags(customerId, request));
	}

	/**
	 * Takes tags off devices and assigns others to them in one step, all or nothing:
	 * nobody sees the devices in between. Safe to repeat.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids, and up to 10 tag ids to assign and to take
	 * off, together at least one
	 * @return what was changed, counted in pairs of one device and one tag
	 */
	public ChangeDeviceTagsCounts changeDeviceTags(String customerId, ChangeDeviceTagsRequest request) {
		return changeDeviceTags(customerId, request, BulkOptions.DEFAULT);
	}

	/**
	 * Takes tags off devices and assigns others to them in one step.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids, and up to 10 tag ids to assign and to take
	 * off, together at least one
	 * @param options whether a part may be done, and whether it is a dry run
	 * @return what was changed, counted in pairs of one device and one tag, and what was
	 * left out
	 */
	public ChangeDeviceTagsCounts changeDeviceTags(String customerId, ChangeDeviceTagsRequest request,
			BulkOptions options) {
		String key = options.keyToSend();
		return this.calls
			.send(Repetition.KEYED,
					() -> this.devices.changeDeviceTags(customerId, request, options.atomicToSend(),
							options.dryRunToSend(), key))
			.map(DeviceTagsChangeResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

	/**
	 * Finds devices by their tags, one page in the order of their ids. What is
	 * {@code null} is left to the server's default.
	 * @param customerId the customer
	 * @param query which devices; the same for each page
	 * @param pageSize the most devices that the page may hold, from 1 to 100
	 * @param searchAfter {@link DevicePage#getNextSearchAfter()} of the page before
	 * @return the page, each device with all its tags
	 */
	public DevicePage searchDevices(String customerId, DeviceQuery query, @Nullable Integer pageSize,
			@Nullable String searchAfter) {
		return devicePage(customerId, query, pageSize, searchAfter, null);
	}

	/**
	 * Finds devices by their tags, in the order of their ids. A page is requested when
	 * the stream gets to it, and the stream throws what
	 * {@link #searchDevices(String, DeviceQuery, Integer, String)} does.
	 * @param customerId the customer
	 * @param query which devices
	 * @return the devices, one after the other, each with all its tags
	 */
	public Stream<Device> streamDevices(String customerId, DeviceQuery query) {
		return PageIterator.stream(null, (searchAfter) -> {
			DevicePage page = searchDevices(customerId, query, LARGEST_PAGE, searchAfter);
			return new Page<>(page.getDevices(), page.getNextSearchAfter());
		});
	}

	/**
	 * Counts devices by their tags, which takes longer than to list a page of them.
	 * @param customerId the customer
	 * @param query which devices
	 * @return how many there are
	 */
	public long countDevices(String customerId, DeviceQuery query) {
		return Optional.ofNullable(devicePage(customerId, query, 1, null, true).getTotal())
			.orElseThrow(this.calls::unreadable);
	}

	/**
	 * Gets the tags of a device. Devices are not registered: an id that has never been
	 * seen is that of a device without tags.
	 * @param customerId the customer
	 * @param deviceId the device
	 * @return the device with its tags, in the order of their names
	 */
	public Device getDevice(String customerId, String deviceId) {
		return this.calls.send(Repetition.HARMLESS, () -> this.devices.getDevice(customerId, deviceId, null))
			.map(DeviceResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

	/**
	 * Lists one page of what was changed, oldest first. What is {@code null} is left to
	 * the server's default.
	 * @param customerId the customer
	 * @param pageSize the most events that the page may hold, from 1 to 100
	 * @param searchAfter {@link EventPage#getNextSearchAfter()} of the page before, or
	 * {@link Event#getPosition()}; {@code null} for the oldest event that is kept
	 * @return the page, which is empty if nothing has happened since
	 */
	public EventPage listEvents(String customerId, @Nullable Integer pageSize, @Nullable String searchAfter) {
		return this.calls
			.send(Repetition.HARMLESS, () -> this.events.listEvents(customerId, pageSize, searchAfter, null))
			.map(EventPageResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

	/**
	 * Goes through what was changed, from a position to the newest event, where the
	 * stream ends. To follow the changes, begin another stream some time later, at
	 * {@link Event#getPosition()} of the last event: none is missed or repeated. A page
	 * is requested when the stream gets to it, and the stream throws what
	 * {@link #listEvents(String, Integer, String)} does.
	 * @param customerId the customer
	 * @param position the position of the event after which to begin; {@code null} for
	 * the oldest event that is kept
	 * @return the events, one after the other
	 */
	public Stream<Event> streamEvents(String customerId, @Nullable String position) {
		return PageIterator.stream(position, (searchAfter) -> {
			EventPage page = listEvents(customerId, LARGEST_PAGE, searchAfter);
			return new Page<>(page.getEvents(), page.getHasMore() ? page.getNextSearchAfter() : null);
		});
	}

	/**
	 * The generated operations on tags, for callers that need envelopes or headers. They
	 * use the same connection and access tokens, but are never made again, and throw the
	 * generated {@code ApiException} where the methods of this class throw their own;
	 * only a failure to get an access token is the same.
	 * @return the generated operations
	 */
	public TagsApi tags() {
		return this.tags;
	}

	/**
	 * The generated operations on devices, to be used like {@link #tags()}.
	 * @return the generated operations
	 */
	public DevicesApi devices() {
		return this.devices;
	}

	/**
	 * The generated operations on events, to be used like {@link #tags()}.
	 * @return the generated operations
	 */
	public EventsApi events() {
		return this.events;
	}

	/**
	 * Closes the connections, unless the HTTP client is the caller's. From Java 21 on it
	 * waits until calls that are under way have ended.
	 */
	@Override
	public void close() {
		this.http.close();
	}

	@Override
	public String toString() {
		return "TagApiClient[" + this.baseAddress + "]";
	}

	private Tag tag(Repetition repetition, GeneratedCall<TagResponse> call) {
		return tag(this.calls.send(repetition, call));
	}

	private Tag tag(Optional<TagResponse> response) {
		return response.map(TagResponse::getData)
			.map(SingleTag::getTags)
			.filter((list) -> !list.isEmpty())
			.map((list) -> list.get(0))
			.orElseThrow(this.calls::unreadable);
	}

	private BulkTagsCounts counts(GeneratedCall<BulkTagsResponse> call) {
		return this.calls.send(Repetition.KEYED, call)
			.map(BulkTagsResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

	private DevicePage devicePage(String customerId, DeviceQuery query, @Nullable Integer pageSize,
			@Nullable String searchAfter, @Nullable Boolean includeTotal) {
		return this.calls
			.send(Repetition.HARMLESS,
					() -> this.devices.searchDevices(customerId, query.allTags(), query.anyTags(), query.noTags(),
							pageSize, searchAfter, includeTotal, null))
			.map(DevicePageResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

}
