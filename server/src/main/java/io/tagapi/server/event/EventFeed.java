package io.tagapi.server.event;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.error.ApiException;

import org.springframework.stereotype.Service;

/**
 * Tells the events of a customer in the order in which they were committed.
 */
@Service
class EventFeed {

	private final EventRepository events;

	private final DistributionSummary behind;

	EventFeed(EventRepository events, MeterRegistry metrics) {
		this.events = events;
		this.behind = DistributionSummary.builder("tag.api.events.behind")
			.description("Events that follow those of a page of the feed")
			.serviceLevelObjectives(1, 100, 1_000, 10_000, 100_000)
			.register(metrics);
	}

	/** The events from the oldest that is kept. */
	EventList fromTheOldest(CustomerId customer, int size) {
		return counted(this.events.list(customer, 0, size));
	}

	/**
	 * The events after a cursor.
	 * @throws ApiException 404 if some of them are no longer kept, or the cursor is of
	 * another history, as it is after an older database was restored: a consumer of the
	 * feed would miss events, and has to know
	 */
	EventList after(CustomerId customer, EventCursor cursor, int size) {
		long position = cursor.position();
		EventList list = this.events.list(customer, position, size);
		if (!list.continues(cursor)) {
			throw ApiException.notFound("the event at position " + position
					+ ", which belongs to another history than the data here; begin anew without searchAfter");
		}
		if (position < list.newest() && position + 1 < list.oldestKept()) {
			throw ApiException.notFound("the event after position " + position
					+ ", which is no longer kept; begin anew without searchAfter");
		}
		return counted(list);
	}

	private EventList counted(EventList list) {
		this.behind.record((double) list.following());
		return list;
	}

}
