package io.tagapi.server.device;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import io.tagapi.server.assignment.Assignments;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.event.Change;
import io.tagapi.server.event.Events;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.storage.Transactions;
import io.tagapi.server.tag.AssignedTags;

import org.springframework.stereotype.Service;

/**
 * Assigns tags to devices, and takes them off. A call first locks its tags, always in the
 * same order: calls on the same tags come one after the other and cannot deadlock, a tag
 * cannot be deleted meanwhile, and the counts stay exact.
 */
@Service
public class AssignmentService {

	private final AssignedTags tags;

	private final Assignments assignments;

	private final Events events;

	private final Transactions transactions;

	AssignmentService(AssignedTags tags, Assignments assignments, Events events, Transactions transactions) {
		this.tags = tags;
		this.assignments = assignments;
		this.events = events;
		this.transactions = transactions;
	}

	/**
	 * Assigns each tag to devices of its own, with an event for each.
	 * @param customer the customer
	 * @param deviceIds the devices of each tag
	 * @throws ApiException 404 if one of the tags does not exist; then nothing is changed
	 */
	public void assignAll(CustomerId customer, Map<UUID, ? extends Collection<String>> deviceIds) {
		Map<UUID, SortedSet<String>> sorted = new LinkedHashMap<>();
		deviceIds.forEach((tagId, devices) -> sorted.put(tagId, new TreeSet<>(devices)));
		this.transactions.run(() -> {
			UnknownTags.reject(sorted.keySet(), this.tags.lock(customer, sorted.keySet()));
			Map<UUID, Integer> added = this.assignments.insert(customer, sorted);
			this.tags.addDevices(customer, added);
			List<Change> changes = new ArrayList<>();
			sorted.forEach((tagId, devices) -> {
				int count = added.getOrDefault(tagId, 0);
				if (count > 0) {
					changes.add(Change.assigned(List.of(tagId), devices, count));
				}
			});
			this.events.recordAll(customer, changes);
			return added;
		});
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
		Map<UUID, Long> present = this.assignments.count(customer, change.tagIds(), change.assigned().deviceIds());
		UnknownTags.reject(change.tagIds(), present.keySet());
		return new DeviceChangeOutcome(change.assigned().count() - sum(present, change.assigned()),
				sum(present, change.unassigned()));
	}

	private static long sum(Map<UUID, Long> present, Pairs pairs) {
		return pairs.tagIds().stream().mapToLong((tagId) -> present.getOrDefault(tagId, 0L)).sum();
	}

	private DeviceChangeOutcome apply(CustomerId customer, DeviceChange change) {
		UnknownTags.reject(change.tagIds(), this.tags.lock(customer, change.tagIds()));
		long assigned = assign(customer, change.assigned());
		long unassigned = unassign(customer, change.unassigned());
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

	private long assign(CustomerId customer, Pairs pairs) {
		Map<UUID, Integer> added = this.assignments.insert(customer, pairs.tagIds(), pairs.deviceIds());
		this.tags.addDevices(customer, added);
		return sum(added);
	}

	private long unassign(CustomerId customer, Pairs pairs) {
		Map<UUID, Integer> removed = this.assignments.delete(customer, pairs.tagIds(), pairs.deviceIds());
		removed.replaceAll((tagId, devices) -> -devices);
		this.tags.addDevices(customer, removed);
		return -sum(removed);
	}

	private static long sum(Map<UUID, Integer> changes) {
		return changes.values().stream().mapToLong(Integer::longValue).sum();
	}

}
