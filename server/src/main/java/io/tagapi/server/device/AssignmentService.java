package io.tagapi.server.device;

import java.util.Map;
import java.util.UUID;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.event.Change;
import io.tagapi.server.event.Events;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.storage.Transactions;

import org.springframework.stereotype.Service;

/**
 * Assigns tags to devices, and takes them off. A call first locks its tags, always in the
 * same order: calls on the same tags come one after the other and cannot deadlock, a tag
 * cannot be deleted meanwhile, and the counts stay exact.
 */
@Service
class AssignmentService {

	private final AssignmentRepository assignments;

	private final Events events;

	private final Transactions transactions;

	AssignmentService(AssignmentRepository assignments, Events events, Transactions transactions) {
		this.assignments = assignments;
		this.events = events;
		this.transactions = transactions;
	}

	/**
	 * Assigns tags to devices and takes others off.
	 * @param dryRun whether to count only what would change
	 * @throws ApiException 404 if one of the tags does not exist; then nothing is changed
	 */
	DeviceChangeOutcome change(CustomerId customer, DeviceChange change, boolean dryRun) {
		return dryRun ? count(customer, change) : this.transactions.run(() -> apply(customer, change));
	}

	/** One statement, so all counts are of the same moment, and nothing is locked. */
	private DeviceChangeOutcome count(CustomerId customer, DeviceChange change) {
		Map<UUID, Long> present = this.assignments.countAssigned(customer, change.tagIds(),
				change.assigned().deviceIds());
		UnknownTags.refuse(change.tagIds(), present.keySet());
		return new DeviceChangeOutcome(change.assigned().count() - sum(present, change.assigned()),
				sum(present, change.unassigned()));
	}

	private static long sum(Map<UUID, Long> present, Pairs pairs) {
		return pairs.tagIds().stream().mapToLong((tagId) -> present.getOrDefault(tagId, 0L)).sum();
	}

	private DeviceChangeOutcome apply(CustomerId customer, DeviceChange change) {
		UnknownTags.refuse(change.tagIds(), this.assignments.lockTags(customer, change.tagIds()));
		long assigned = this.assignments.insert(customer, change.assigned());
		long unassigned = this.assignments.delete(customer, change.unassigned());
		if (assigned > 0) {
			this.events.record(customer,
					Change.assigned(change.assigned().tagIds(), change.assigned().deviceIds(), assigned));
		}
		if (unassigned > 0) {
			this.events.record(customer,
					Change.unassigned(change.unassigned().tagIds(), change.unassigned().deviceIds(), unassigned));
		}
		return new DeviceChangeOutcome(assigned, unassigned);
	}

}
