package io.tagapi.server.device;

import java.util.SortedSet;
import java.util.UUID;

/**
 * Every pair of one of the tags and one of the devices.
 *
 * @param tagIds the tags, without duplicates
 * @param deviceIds the devices, without duplicates, in the order of the index that they
 * go to
 */
record Pairs(SortedSet<UUID> tagIds, SortedSet<String> deviceIds) {

	long count() {
		return (long) this.tagIds.size() * this.deviceIds.size();
	}

}
