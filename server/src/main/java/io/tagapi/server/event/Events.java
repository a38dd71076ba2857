package io.tagapi.server.event;

import java.time.Clock;

import io.tagapi.server.customer.CustomerId;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Writes the events.
 */
@Service
public class Events {

	private final EventRepository events;

	private final Clock clock;

	Events(EventRepository events, Clock clock) {
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Writes the event of a change, and raises the customer's version. It is the last
	 * step of the transaction of the change: it locks the customer's row, and a
	 * transaction that holds this lock waits for no other. All transactions lock tags
	 * before the customer.
	 * @param customer the customer whose data has changed
	 * @param change what has changed
	 */
	public void record(CustomerId customer, Change change) {
		Assert.state(TransactionSynchronizationManager.isActualTransactionActive(),
				"An event belongs to the transaction of its change");
		this.events.insert(customer, change, Actor.current(), this.clock.millis());
	}

}
