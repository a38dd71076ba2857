package io.tagapi.server.event;

import java.time.Clock;
import java.util.List;

import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.Transactions;

import org.springframework.stereotype.Component;

/**
 * Removes the events that are older than the configured time, one customer after the
 * other.
 */
@Component
class EventPurge implements Purge {

	private final EventRepository events;

	private final Transactions transactions;

	private final EventProperties properties;

	private final Clock clock;

	EventPurge(EventRepository events, Transactions transactions, EventProperties properties, Clock clock) {
		this.events = events;
		this.transactions = transactions;
		this.properties = properties;
		this.clock = clock;
	}

	@Override
	public List<String> customers() {
		return this.events.customersWithEventsBefore(limit());
	}

	@Override
	public boolean deleteBatch(String customerId) {
		return this.transactions.run(() -> this.events.deleteBefore(customerId, limit(), BATCH) >= BATCH);
	}

	private long limit() {
		return this.clock.instant().minus(this.properties.retention()).toEpochMilli();
	}

}
