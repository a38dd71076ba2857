package io.tagapi.server.device;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.error.ApiException;
import io.tagapi.server.event.Change;
import io.tagapi.server.event.Events;
import io.tagapi.server.storage.Transactions;

import org.springframework.stereotype.Service;

/**
 * Assigns tags to devices. A call first locks its tags, always in the same order: calls
 * on the same tags come one after the other and cannot deadlock, a tag cannot be deleted
 * meanwhile, and the counts stay exact.
 */
@Service
class AssignmentService {

	/** Further unknown tags are counted, not named. */
	private static final int NAMED_TAGS = 5;

	private final AssignmentRepository assignments;

	private final Events events;

	private final Transactions transactions;

	AssignmentService(AssignmentRepository assignments, Events events, Transactions transactions) {
		this.assignments = assignments;
		this.events = events;
		this.transactions = transactions;
	}

	/**
	 * Assigns all tags to all devices.
	 * @return how many pairs are new
	 * @throws ApiException 404 if one of the tags does not exist; then nothing is changed
	 */
	long assign(CustomerId customer, Pairs pairs) {
		return change(customer, pairs, () -> {
			this.assignments.addToCounts(customer, pairs);
			return this.assignments.insert(customer, pairs);
		}, (changed) -> Change.assigned(pairs.tagIds(), pairs.deviceIds(), changed));
	}

	/**
	 * Takes all tags off all devices.
	 * @return how many pairs are gone
	 * @throws ApiException 404 if one of the tags does not exist; then nothing is changed
	 */
	long unassign(CustomerId customer, Pairs pairs) {
		return change(customer, pairs, () -> {
			this.assignments.subtractFromCounts(customer, pairs);
			return this.assignments.delete(customer, pairs);
		}, (changed) -> Change.unassigned(pairs.tagIds(), pairs.deviceIds(), changed));
	}

	private long change(CustomerId customer, Pairs pairs, LongSupplier work, LongFunction<Change> event) {
		return this.transactions.run(() -> {
			requireAll(pairs.tagIds(), this.assignments.lockTags(customer, pairs.tagIds()));
			long changed = work.getAsLong();
			if (changed > 0) {
				this.events.record(customer, event.apply(changed));
			}
			return changed;
		});
	}

	private static void requireAll(Collection<UUID> wanted, List<UUID> existing) {
		TreeSet<UUID> unknown = new TreeSet<>(wanted);
		existing.forEach(unknown::remove);
		if (!unknown.isEmpty()) {
			String named = unknown.stream()
				.limit(NAMED_TAGS)
				.map((id) -> "tag " + id)
				.collect(Collectors.joining(", "));
			int more = unknown.size() - NAMED_TAGS;
			throw ApiException.notFound((more > 0) ? named + " and " + more + " more" : named);
		}
	}

}
