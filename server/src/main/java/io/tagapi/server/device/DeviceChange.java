package io.tagapi.server.device;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Tags to add and remove: each device gets all tags of the one kind, and loses all of the
 * other. Duplicates count once.
 *
 * @param assigned the pairs to come
 * @param unassigned the pairs to go
 */
record DeviceChange(Pairs assigned, Pairs unassigned) {

	static DeviceChange of(Collection<String> deviceIds, Collection<UUID> assignTagIds,
			Collection<UUID> unassignTagIds) {
		SortedSet<String> devices = new TreeSet<>(deviceIds);
		return new DeviceChange(new Pairs(new TreeSet<>(assignTagIds), devices),
				new Pairs(new TreeSet<>(unassignTagIds), devices));
	}

	SortedSet<UUID> tagIds() {
		SortedSet<UUID> all = new TreeSet<>(this.assigned.tagIds());
		all.addAll(this.unassigned.tagIds());
		return all;
	}

}
