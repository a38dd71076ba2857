package io.tagapi.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.tagapi.client.GeneratedCalls.GeneratedCall;
import io.tagapi.client.Retries.Repetition;
import io.tagapi.client.api.DevicesApi;
import io.tagapi.client.api.TagsApi;
import io.tagapi.client.invoker.ApiClient;
import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.BulkTagsResponse;
import io.tagapi.client.model.CreateTagRequest;
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
 * <li>{@link TagApiException} if the server, or the token endpoint, answers an
 * error;</li>
 * <li>{@link TagApiConnectionException} if there is no answer that can be read;</li>
 * <li>{@link IllegalArgumentException} if an argument is {@code null} that must not
 * be.</li>
 * </ul>
 * A call is made again, three times unless the builder was told otherwise, if the server
 * says that it is too busy or not available, after the time that it asks for, and if the
 * connection fails or a gateway has no answer. When it is not known whether the server
 * has done a call, {@link #createTag} and {@link #deleteTag} are not made again: the
 * second time they might be told that the name is taken, or that there is no such tag,
 * because the first time succeeded.
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

	private final HttpClient http;

	private final GeneratedCalls calls;

	private final TagsApi tags;

	private final DevicesApi devices;

	TagApiClient(URI baseAddress, ObjectMapper mapper, HttpClient http, Retries retries) {
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
		return tag(Repetition.MISLEADING, () -> this.tags.createTag(customerId, request, null));
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
		return this.calls
			.answer(Repetition.HARMLESS,
					() -> this.tags.listTags(customerId, pageNum, pageSize, searchAfter, null, null, null, null))
			.map(TagPageResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

	/**
	 * Goes through all tags of the customer, in the order of their names without regard
	 * to case. A page is asked for when the stream gets to it, and the stream throws what
	 * {@link #listTags(String, Integer, Integer, String)} does. Tags that are there all
	 * the while are neither missed nor repeated, whatever others are created or deleted.
	 * @param customerId the customer
	 * @return the tags, one after the other
	 */
	public Stream<Tag> streamTags(String customerId) {
		Iterator<Tag> iterator = new TagIterator(
				(searchAfter) -> listTags(customerId, null, LARGEST_PAGE, searchAfter));
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
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
	 * Deletes a tag and takes it off all its devices.
	 * @param customerId the customer
	 * @param tagId the tag
	 */
	public void deleteTag(String customerId, UUID tagId) {
		this.calls.answer(Repetition.MISLEADING, () -> this.tags.deleteTagWithHttpInfo(customerId, tagId, null));
	}

	/**
	 * Assigns every tag of the request to every device of the request, all or nothing.
	 * Safe to repeat.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids and 1 to 10 tag ids
	 * @return what was changed, counted in pairs of one device and one tag
	 */
	public BulkTagsCounts bulkAssignTags(String customerId, BulkTagsRequest request) {
		return counts(() -> this.devices.bulkAssignTags(customerId, request, null, null, null));
	}

	/**
	 * Takes every tag of the request off every device of the request, all or nothing.
	 * Safe to repeat.
	 * @param customerId the customer
	 * @param request 1 to 10,000 device ids and 1 to 10 tag ids
	 * @return what was changed, counted in pairs of one device and one tag
	 */
	public BulkTagsCounts bulkUnassignTags(String customerId, BulkTagsRequest request) {
		return counts(() -> this.devices.bulkUnassignTags(customerId, request, null, null, null));
	}

	/**
	 * Assigns tags to any number of devices, in calls of at most 10,000 devices and 10
	 * tags that are made one after the other. Unlike the other methods it reports errors
	 * instead of throwing them. After a call that was refused with 400, which a malformed
	 * device id is answered with, it goes on; after another failure it makes no more
	 * calls.
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
	 * Closes the connections, when calls that are under way have ended.
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
		return this.calls.answer(repetition, call)
			.map(TagResponse::getData)
			.map(SingleTag::getTags)
			.filter((list) -> !list.isEmpty())
			.map((list) -> list.getFirst())
			.orElseThrow(this.calls::unreadable);
	}

	private BulkTagsCounts counts(GeneratedCall<BulkTagsResponse> call) {
		return this.calls.answer(Repetition.HARMLESS, call)
			.map(BulkTagsResponse::getData)
			.orElseThrow(this.calls::unreadable);
	}

}
