package io.tagapi.server.tag;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.tagapi.api.TagsApiDelegate;
import io.tagapi.api.model.CreateTagRequest;
import io.tagapi.api.model.SingleTag;
import io.tagapi.api.model.SortOrder;
import io.tagapi.api.model.TagPage;
import io.tagapi.api.model.TagPageResponse;
import io.tagapi.api.model.TagResponse;
import io.tagapi.api.model.TagSortBy;
import io.tagapi.api.model.UpdateTagRequest;
import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.response.EntityTags;
import io.tagapi.server.http.response.Success;
import io.tagapi.server.http.response.WrittenJson;
import io.tagapi.server.idempotency.Fingerprint;
import io.tagapi.server.idempotency.IdempotentCalls;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Translates between the generated operations on tags and {@link TagService}.
 */
@Component
class TagsDelegate implements TagsApiDelegate {

	private final CustomerAccess customers;

	private final TagService tags;

	private final IdempotentCalls calls;

	private final JsonMapper mapper;

	private final String basePath;

	TagsDelegate(CustomerAccess customers, TagService tags, IdempotentCalls calls, JsonMapper mapper,
			@Value("${tag-api.base-path}") String basePath) {
		this.customers = customers;
		this.tags = tags;
		this.calls = calls;
		this.mapper = mapper;
		this.basePath = basePath;
	}

	@Override
	public ResponseEntity<TagPageResponse> listTags(String customerId, Integer pageNum, Integer pageSize,
			@Nullable String searchAfter, @Nullable String name, TagSortBy sortBy, SortOrder sortOrder,
			@Nullable String ifNoneMatch) {
		CustomerId customer = this.customers.require(customerId);
		TagSelection selection = new TagSelection(name,
				new TagOrder(TagOrder.Property.valueOf(sortBy.name()), sortOrder == SortOrder.DESCENDING));
		PageRequest page = (searchAfter != null) ? PageRequest.after(Cursor.parse(searchAfter, selection), pageSize)
				: PageRequest.numbered(pageNum, pageSize);
		WrittenPage written = this.tags.list(customer, selection, page, (list) -> write(page(list, selection)));
		return WrittenJson
			.inPlaceOfModel(EntityTags.of(ifNoneMatch).respond(written.version().entityTag(), written::json));
	}

	private WrittenJson write(TagPageResponse page) {
		return new WrittenJson(this.mapper.writeValueAsBytes(page));
	}

	private static TagPageResponse page(TagList list, TagSelection selection) {
		TagPage data = new TagPage().total(list.total()).tags(list.tags().stream().map(StoredTag::toModel).toList());
		if (list.hasMore()) {
			data.setNextSearchAfter(Cursor.after(list.tags().getLast(), selection).toString());
		}
		return new TagPageResponse().result(Success.OK.result())
			.code(Success.OK.code())
			.message(Success.MESSAGE)
			.data(data);
	}

	@Override
	public ResponseEntity<TagResponse> createTag(String customerId, CreateTagRequest request,
			@Nullable String idempotencyKey) {
		CustomerId customer = this.customers.require(customerId);
		Supplier<Fingerprint> fingerprint = () -> Fingerprint.of("createTag", request);
		return this.calls.respond(customer, idempotencyKey, fingerprint, () -> {
			StoredTag tag = this.tags.create(customer, request.getName(), description(request.getDescription()));
			URI location = UriComponentsBuilder.fromPath(this.basePath)
				.path("/tags/{tagId}")
				.queryParam("customerId", "{customerId}")
				.build(tag.id(), customer);
			return ResponseEntity.created(location)
				.eTag(tag.entityTag().formattedTag())
				.body(response(Success.CREATED, tag));
		});
	}

	@Override
	public ResponseEntity<TagResponse> getTag(String customerId, UUID tagId, @Nullable String ifNoneMatch) {
		StoredTag tag = this.tags.get(this.customers.require(customerId), tagId);
		return EntityTags.of(ifNoneMatch).respond(tag.entityTag(), () -> response(Success.OK, tag));
	}

	@Override
	public ResponseEntity<TagResponse> updateTag(String customerId, UUID tagId, UpdateTagRequest request,
			@Nullable String ifMatch) {
		CustomerId customer = this.customers.require(customerId);
		TagChange change = new TagChange(request.getName().orElse(null), request.getDescription().isPresent(),
				description(request.getDescription()));
		StoredTag tag = this.tags.update(customer, tagId, change, EntityTags.of(ifMatch));
		return ResponseEntity.ok().eTag(tag.entityTag().formattedTag()).body(response(Success.OK, tag));
	}

	@Override
	public ResponseEntity<Void> deleteTag(String customerId, UUID tagId, @Nullable String ifMatch) {
		this.tags.delete(this.customers.require(customerId), tagId, EntityTags.of(ifMatch));
		return ResponseEntity.noContent().build();
	}

	/** An invisible description counts as absent: many clients cannot send null. */
	private static @Nullable String description(JsonNullable<String> sent) {
		@Nullable String description = sent.orElse(null);
		return (description != null && TagText.isBlank(description)) ? null : description;
	}

	private static TagResponse response(Success success, StoredTag tag) {
		SingleTag data = new SingleTag().total(1L).tags(List.of(tag.toModel()));
		return new TagResponse().result(success.result()).code(success.code()).message(Success.MESSAGE).data(data);
	}

}
