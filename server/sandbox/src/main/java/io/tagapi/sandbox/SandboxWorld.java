package io.tagapi.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.tagapi.server.customer.CustomerData;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import io.tagapi.server.device.AssignmentService;
import io.tagapi.server.storage.Transactions;
import io.tagapi.server.tag.NewTag;
import io.tagapi.server.tag.TagService;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Writes the seeds, with their events: once for a customer who is new, before the first
 * request, and whenever a customer is reset.
 */
@Component
class SandboxWorld implements InitializingBean {

	private static final int PART = 500;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	private final Seeds seeds;

	private final Transactions transactions;

	private final Customers customers;

	private final List<CustomerData> tables;

	private final TagService tags;

	private final AssignmentService assignments;

	SandboxWorld(Seeds seeds, Transactions transactions, Customers customers, List<CustomerData> tables,
			TagService tags, AssignmentService assignments) {
		this.seeds = seeds;
		this.transactions = transactions;
		this.customers = customers;
		this.tables = tables;
		this.tags = tags;
		this.assignments = assignments;
	}

	/** Later changes and deletions stay. */
	@Override
	public void afterPropertiesSet() {
		this.seeds.all()
			.forEach((customerId, seed) -> this.transactions
				.run(() -> addIfNew(Customers.ofOperator(customerId), seed)));
	}

	private boolean addIfNew(CustomerId customer, Seed seed) {
		boolean isNew = this.customers.insert(customer);
		if (isNew) {
			add(customer, seed);
		}
		return isNew;
	}

	/**
	 * Replaces all data of a customer, and begins a new history. Tags are locked before
	 * the customer, as every change does it, so other changes may be committed until the
	 * customer is locked, and none after that. Their rows would be part of the new
	 * history, at positions that it has yet to reach: they are deleted too.
	 * @param customer the customer
	 * @param seed what it has then
	 */
	void reset(CustomerId customer, Seed seed) {
		this.transactions.run(() -> {
			deleteAll(customer);
			this.customers.restart(customer);
			deleteAll(customer);
			add(customer, seed);
			return seed;
		});
	}

	private void deleteAll(CustomerId customer) {
		this.tables.forEach((table) -> table.deleteAll(customer));
	}

	/** In parts, each of which is a few statements, however many tags it has. */
	private void add(CustomerId customer, Seed seed) {
		for (int i = 0; i < seed.tags().size(); i += PART) {
			addPart(customer, seed.tags().subList(i, Math.min(i + PART, seed.tags().size())));
		}
	}

	private void addPart(CustomerId customer, List<SeedTag> part) {
		List<NewTag> newTags = new ArrayList<>();
		Map<UUID, List<String>> deviceIds = new LinkedHashMap<>();
		for (SeedTag tag : part) {
			UUID id = (tag.id() != null) ? tag.id() : this.ids.generate();
			newTags.add(new NewTag(id, String.valueOf(tag.name()), tag.description()));
			if (!tag.deviceIds().isEmpty()) {
				deviceIds.put(id, tag.deviceIds());
			}
		}
		this.tags.createAll(customer, newTags);
		if (!deviceIds.isEmpty()) {
			this.assignments.assignAll(customer, deviceIds);
		}
	}

}
