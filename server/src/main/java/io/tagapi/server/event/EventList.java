package io.tagapi.server.event;

import java.util.List;

/**
 * A part of a customer's events, and what else there is at that moment.
 *
 * @param newest the position of the newest event that there has ever been; 0 if there was
 * none
 * @param oldestKept the position of the oldest event that is kept; one more than the
 * newest if none is
 * @param events the events, the oldest first
 * @param hasMore whether more follow
 */
record EventList(long newest, long oldestKept, List<StoredEvent> events, boolean hasMore) {

	static final EventList EMPTY = new EventList(0, 1, List.of(), false);

}
