package io.tagapi.server.event;

import java.util.List;

import io.tagapi.server.customer.CustomerVersion;
import org.jspecify.annotations.Nullable;

/**
 * A part of a customer's events, and what else there is at that moment.
 *
 * @param version the version of the customer's data, whose number is the position of the
 * newest event that there has ever been
 * @param oldestKept the position of the oldest event that is kept; one more than the
 * newest if none is
 * @param markOfAfter the mark of the event after which the part starts, or nothing if it
 * is not kept
 * @param events the events, the oldest first
 * @param hasMore whether more follow
 */
record EventList(CustomerVersion version, long oldestKept, @Nullable String markOfAfter, List<StoredEvent> events,
		boolean hasMore) {

	static final EventList EMPTY = new EventList(CustomerVersion.NONE, 1, null, List.of(), false);

	/** The position of the newest event that there has ever been; 0 if there was none. */
	long newest() {
		return this.version.number();
	}

	/** How many events there are after these. */
	long following() {
		return this.events.isEmpty() ? 0 : newest() - this.events.getLast().position();
	}

	/**
	 * Whether these events go on from the cursor, which they do not where it is of a
	 * history that a restored backup has ended.
	 */
	boolean continues(EventCursor cursor) {
		return cursor.position() <= newest()
				&& (cursor.mark() == null || this.markOfAfter == null || cursor.mark().equals(this.markOfAfter));
	}

}
