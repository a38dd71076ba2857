package io.tagapi.server.tag;

import java.time.Clock;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.error.ApiException;
import io.tagapi.server.storage.Transactions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * The tags of customers.
 */
@Service
class TagService {

	/** Ids of version 7 grow with time, which keeps new rows together in the index. */
	private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

	private final TagRepository tags;

	private final Transactions transactions;

	private final TagProperties properties;

	private final Clock clock;

	TagService(TagRepository tags, Transactions transactions, TagProperties properties, Clock clock) {
		this.tags = tags;
		this.transactions = transactions;
		this.properties = properties;
		this.clock = clock;
	}

	TagList list(CustomerId customer, PageRequest page) {
		return this.tags.list(customer, page);
	}

	/**
	 * Creates a tag.
	 * @throws ApiException 400 if the name is taken, or the customer has as many tags as
	 * it may have
	 */
	StoredTag create(CustomerId customer, String name, @Nullable String description) {
		UUID id = this.ids.generate();
		int max = this.properties.maxTagsPerCustomer();
		return this.transactions.run(() -> {
			if (!this.tags.countOneMore(customer, max)) {
				throw ApiException
					.invalid("the customer " + customer + " has " + max + " tags, which is as many as it may have");
			}
			return this.tags.insert(customer, id, name, description, this.clock.millis())
				.orElseThrow(() -> nameTaken(name));
		});
	}

	/**
	 * Changes a tag.
	 * @throws ApiException 404 if there is no such tag, 400 if another one has the name
	 */
	StoredTag update(CustomerId customer, UUID id, TagChange change) {
		try {
			return this.transactions.run(() -> this.tags.update(customer, id, change, this.clock.millis()))
				.orElseThrow(() -> notFound(id));
		}
		catch (DuplicateKeyException ex) {
			throw nameTaken(String.valueOf(change.name()));
		}
	}

	/**
	 * Deletes a tag and its assignments. The customer is locked after the tag and before
	 * the name becomes free, so this and a concurrent creation never wait for each other.
	 * @throws ApiException 404 if there is no such tag
	 */
	void delete(CustomerId customer, UUID id) {
		this.transactions.run(() -> {
			if (!this.tags.lock(customer, id)) {
				throw notFound(id);
			}
			this.tags.deleteAssignments(customer, id);
			this.tags.countOneLess(customer);
			this.tags.delete(customer, id);
			return id;
		});
	}

	private static ApiException nameTaken(String name) {
		return ApiException.invalid("name is taken by another tag (" + name + ")");
	}

	private static ApiException notFound(UUID id) {
		return ApiException.notFound("tag " + id);
	}

}
