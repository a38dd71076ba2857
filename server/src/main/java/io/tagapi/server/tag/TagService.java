package io.tagapi.server.tag;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.tagapi.server.assignment.Assignments;
import io.tagapi.server.assignment.DeletedTags;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.CustomerVersions;
import io.tagapi.server.customer.Customers;
import io.tagapi.server.event.Change;
import io.tagapi.server.event.Events;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.response.EntityTags;
import io.tagapi.server.http.response.WrittenJson;
import io.tagapi.server.storage.Transactions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * The tags of customers. Whatever changes one locks the tag and its name before the
 * customer, whose row it locks last: so changes of one customer never wait for each other
 * in a circle.
 */
@Service
public class TagService {

	/** Of a tag with more, the assignments are deleted afterwards. */
	private static final int MAX_ASSIGNMENTS_AT_ONCE = 10_000;

	/** Ids of version 7 grow with time, which keeps new rows together in the index. */
	private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

	private final TagRepository tags;

	private final Assignments assignments;

	private final DeletedTags deletedTags;

	private final Customers customers;

	private final TagSelectionRepository selections;

	private final CustomerVersions versions;

	private final TagPageCache pages;

	private final Events events;

	private final Transactions transactions;

	private final TagProperties properties;

	private final Clock clock;

	TagService(TagRepository tags, Assignments assignments, DeletedTags deletedTags, Customers customers,
			TagSelectionRepository selections, CustomerVersions versions, TagPageCache pages, Events events,
			Transactions transactions, TagProperties properties, Clock clock) {
		this.tags = tags;
		this.assignments = assignments;
		this.deletedTags = deletedTags;
		this.customers = customers;
		this.selections = selections;
		this.versions = versions;
		this.pages = pages;
		this.events = events;
		this.transactions = transactions;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * A page of tags, from the cache if it still holds. What is not cached costs one
	 * statement, which has the version too.
	 */
	WrittenPage list(CustomerId customer, TagSelection selection, PageRequest request,
			Function<TagList, WrittenJson> write) {
		@Nullable WrittenPage cached = this.pages.get(customer, selection, request);
		if (cached != null && cached.version().equals(this.versions.of(customer))) {
			return cached;
		}
		TagList list = selection.isPlain() ? this.tags.list(customer, request)
				: this.selections.list(customer, selection, request);
		WrittenPage page = new WrittenPage(list.version(), write.apply(list));
		this.pages.put(customer, selection, request, page);
		return page;
	}

	/**
	 * Gets a tag.
	 * @throws ApiException 404 if there is no such tag
	 */
	StoredTag get(CustomerId customer, UUID id) {
		return this.tags.find(customer, id).orElseThrow(() -> notFound(id));
	}

	/**
	 * Creates a tag.
	 * @throws ApiException 400 if the name is taken, or the customer has as many tags as
	 * it may have
	 */
	StoredTag create(CustomerId customer, String name, @Nullable String description) {
		NewTag tag = new NewTag(this.ids.generate(), name, description);
		return this.transactions.run(() -> {
			this.customers.insert(customer);
			StoredTag created = this.tags.insert(customer, tag, this.clock.millis()).orElseThrow(() -> nameTaken(name));
			countMore(customer, 1);
			this.events.record(customer, Change.created(created.snapshot()));
			return created;
		});
	}

	/**
	 * Creates tags, all of them or none.
	 * @param customer the customer
	 * @param newTags the tags
	 * @throws ApiException 400 if a name is taken, or the customer would have more tags
	 * than it may have
	 */
	public void createAll(CustomerId customer, List<NewTag> newTags) {
		long now = this.clock.millis();
		this.transactions.run(() -> {
			this.customers.insert(customer);
			this.tags.insertAll(customer, newTags, now).ifPresent((tag) -> {
				throw nameTaken(tag.name());
			});
			countMore(customer, newTags.size());
			this.events.recordAll(customer, newTags.stream().map((tag) -> Change.created(tag.snapshot(now))).toList());
			return newTags;
		});
	}

	/**
	 * How many tags a customer may have.
	 * @return the setting
	 */
	public int maxTagsPerCustomer() {
		return this.properties.maxTagsPerCustomer();
	}

	private void countMore(CustomerId customer, int count) {
		int max = maxTagsPerCustomer();
		if (!this.customers.countMoreTags(customer, count, max)) {
			throw ApiException.invalid(
					(count == 1) ? "the customer " + customer + " has " + max + " tags, which is as many as it may have"
							: "the customer " + customer + " would have more than " + max + " tags");
		}
	}

	/**
	 * Changes a tag.
	 * @param known the tag as the client knows it; may be empty
	 * @throws ApiException 404 if there is no such tag, 412 if it is not as the client
	 * knows it, 400 if another one has the name
	 */
	StoredTag update(CustomerId customer, UUID id, TagChange change, EntityTags known) {
		return this.transactions.run(() -> {
			if (!known.isEmpty()) {
				require(known, this.tags.lock(customer, id).orElseThrow(() -> notFound(id)));
			}
			StoredTag tag = updated(customer, id, change);
			this.events.record(customer, Change.updated(tag.snapshot()));
			return tag;
		});
	}

	private StoredTag updated(CustomerId customer, UUID id, TagChange change) {
		try {
			return this.tags.update(customer, id, change, this.clock.millis())
				.orElseThrow(() -> unchanged(customer, id, change));
		}
		catch (DuplicateKeyException ex) {
			throw nameTaken(String.valueOf(change.name()));
		}
	}

	/**
	 * Deletes a tag and its assignments. If these are many, they are no longer seen, and
	 * deleted by the purge of {@link DeletedTags}.
	 * @param known the tag as the client knows it; may be empty
	 * @throws ApiException 404 if there is no such tag, 412 if it is not as the client
	 * knows it
	 */
	void delete(CustomerId customer, UUID id, EntityTags known) {
		this.transactions.run(() -> {
			StoredTag tag = this.tags.lock(customer, id).orElseThrow(() -> notFound(id));
			require(known, tag);
			if (tag.assignedDeviceCount() > MAX_ASSIGNMENTS_AT_ONCE) {
				this.deletedTags.insert(customer, id);
			}
			else {
				this.assignments.deleteAll(customer, id);
			}
			this.tags.delete(customer, id);
			this.customers.countOneTagLess(customer);
			this.events.record(customer, Change.deleted(tag.snapshot()));
			return tag;
		});
	}

	private static void require(EntityTags known, StoredTag tag) {
		if (!known.isEmpty() && !known.match(tag.entityTag())) {
			throw new ApiException(ErrorCode.PRECONDITION_FAILED,
					"tag " + tag.id() + " has another ETag than If-Match names");
		}
	}

	private ApiException unchanged(CustomerId customer, UUID id, TagChange change) {
		return this.tags.find(customer, id).isPresent() ? nameTaken(String.valueOf(change.name())) : notFound(id);
	}

	private static ApiException nameTaken(String name) {
		return ApiException.invalid("name is taken by another tag (" + name + ")");
	}

	private static ApiException notFound(UUID id) {
		return ApiException.notFound("tag " + id);
	}

}
