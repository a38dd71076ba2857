package io.tagapi.server.event;

import java.math.BigInteger;

import io.tagapi.server.http.request.CursorMark;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader of the events goes on. To clients it is a text of digits: 0, six digits
 * that are the mark of the event, and its position. The mark tells an event from the one
 * that has its position after an older backup was restored. A position that the client
 * took from an event has no mark.
 *
 * @param text the text
 * @param position the position after which the reader goes on; 0 for all events
 * @param mark the mark of the event, or nothing if the text has none
 */
record EventCursor(String text, long position, @Nullable String mark) {

	private static final String MARKED = "0";

	private static final int MARK_LENGTH = 6;

	private static final int LONGEST_TEXT = 19;

	private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE);

	/**
	 * Reads a cursor.
	 * @param text what the client sent, as the contract allows it
	 */
	static EventCursor parse(String text) {
		int position = MARKED.length() + MARK_LENGTH;
		if (text.startsWith(MARKED) && text.length() > position) {
			return new EventCursor(text, Long.parseLong(text.substring(position)),
					text.substring(MARKED.length(), position));
		}
		return new EventCursor(text, new BigInteger(text).min(LAST).longValue(), null);
	}

	/** The cursor of who has read this event and all before. */
	static EventCursor after(StoredEvent event) {
		String mark = mark(event.actor().requestId(), event.occurredOn());
		String text = MARKED + mark + event.position();
		return (text.length() <= LONGEST_TEXT) ? new EventCursor(text, event.position(), mark) : at(event.position());
	}

	/** The cursor at a position whose event is no longer there, or was never. */
	static EventCursor at(long position) {
		return new EventCursor(String.valueOf(position), position, null);
	}

	/**
	 * The mark of an event.
	 * @param requestId the id of its request
	 * @param occurredOn its time, in epoch milliseconds
	 */
	static String mark(String requestId, long occurredOn) {
		return "%06d".formatted(CursorMark.of(requestId + " " + occurredOn) % 1_000_000);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
