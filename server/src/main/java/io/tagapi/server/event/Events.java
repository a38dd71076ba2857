package io.tagapi.server.event;

import java.time.Clock;
import java.util.List;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Writes the events.
 */
@Service
public class Events {

	private final EventRepository events;

	private final Customers customers;

	private final Clock clock;

	Events(EventRepository events, Customers customers, Clock clock) {
		this.events = events;
		this.customers = customers;
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

	/**
	 * Writes the events of several changes of one transaction. Like {@link #record}, it
	 * is the last step on what others may have locked.
	 * @param customer the customer whose data have changed
	 * @param changes what has changed, in the order of the events
	 */
	public void recordAll(CustomerId customer, List<Change> changes) {
		Assert.state(TransactionSynchronizationManager.isActualTransactionActive(),
				"Events belong to the transaction of their changes");
		if (!changes.isEmpty()) {
			long position = this.customers.nextVersions(customer, changes.size());
			this.events.insertAll(customer, position, changes, Actor.current(), this.clock.millis());
		}
	}

}
