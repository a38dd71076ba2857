package io.tagapi.server.event;

import java.util.List;

import io.tagapi.api.EventsApiDelegate;
import io.tagapi.api.model.Event;
import io.tagapi.api.model.EventPage;
import io.tagapi.api.model.EventPageResponse;
import io.tagapi.server.customer.CustomerAccess;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.http.response.EntityTags;
import io.tagapi.server.http.response.Success;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ETag;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Translates the operation on events.
 */
@Component
class EventsDelegate implements EventsApiDelegate {

	private final CustomerAccess customers;

	private final EventFeed feed;

	EventsDelegate(CustomerAccess customers, EventFeed feed) {
		this.customers = customers;
		this.feed = feed;
	}

	@Override
	public ResponseEntity<EventPageResponse> listEvents(String customerId, Integer pageSize,
			@Nullable String searchAfter, @Nullable String ifNoneMatch) {
		CustomerId customer = this.customers.require(customerId);
		EventCursor cursor = (searchAfter != null) ? EventCursor.parse(searchAfter) : null;
		EventList list = (cursor != null) ? this.feed.after(customer, cursor, pageSize)
				: this.feed.fromTheOldest(customer, pageSize);
		return EntityTags.of(ifNoneMatch).respond(entityTag(list), () -> page(list, cursor));
	}

	/**
	 * The oldest event of a page changes without a new version, when others are removed.
	 */
	private static ETag entityTag(EventList list) {
		return EntityTags.strong(list.version().number(), list.version().revision(),
				list.events().isEmpty() ? 0 : list.events().getFirst().position());
	}

	private static EventPageResponse page(EventList list, @Nullable EventCursor cursor) {
		EventPage data = new EventPage().events(list.events().stream().map(EventsDelegate::toModel).toList())
			.nextSearchAfter(next(list, cursor).text())
			.hasMore(list.hasMore());
		return new EventPageResponse().result(Success.OK.result())
			.code(Success.OK.code())
			.message(Success.MESSAGE)
			.data(data);
	}

	private static EventCursor next(EventList list, @Nullable EventCursor cursor) {
		if (!list.events().isEmpty()) {
			return EventCursor.after(list.events().getLast());
		}
		return (cursor != null) ? cursor : EventCursor.at(list.newest());
	}

	private static Event toModel(StoredEvent event) {
		Change change = event.change();
		return new Event().position(String.valueOf(event.position()))
			.type(change.type().name())
			.occurredOn(event.occurredOn())
			.clientId(event.actor().clientId())
			.subject(event.actor().subject())
			.requestId(event.actor().requestId())
			.clientRequestId(event.actor().clientRequestId())
			.traceId(event.actor().traceId())
			.tagIds(List.copyOf(change.tagIds()))
			.tag((change.tag() != null) ? change.tag().toModel() : null)
			.deviceIds((change.deviceIds() != null) ? List.copyOf(change.deviceIds()) : null)
			.changedCount(change.changedCount());
	}

}
