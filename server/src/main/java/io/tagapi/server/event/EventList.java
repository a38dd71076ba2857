package io.tagapi.server.event;

import java.util.List;

import io.tagapi.server.customer.CustomerVersion;

/**
 * A part of a customer's events, and what else there is at that moment.
 *
 * @param version the version of the customer's data, whose number is the position of the
 * newest event that there has ever been
 * @param oldestKept the position of the oldest event that is kept; one more than the
 * newest if none is
 * @param events the events, the oldest first
 * @param hasMore whether more follow
 */
record EventList(CustomerVersion version, long oldestKept, List<StoredEvent> events, boolean hasMore) {

	static final EventList EMPTY = new EventList(CustomerVersion.NONE, 1, List.of(), false);

	/** The position of the newest event that there has ever been; 0 if there was none. */
	long newest() {
		return this.version.number();
	}

}
