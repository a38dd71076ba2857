package io.tagapi.server.http.limit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts the requests that are worked on for each customer, and holds those that wait
 * until another one of the same customer ends, oldest first.
 */
@Component
class CustomerQueues {

	/** How many requests may wait for each that is worked on. */
	private static final int WAITING_PER_RUNNING = 10;

	private final Map<String, Requests> customers = new HashMap<>();

	private final int maxRunning;

	CustomerQueues(LimitProperties limits) {
		this.maxRunning = limits.maxConcurrentRequestsPerCustomer();
	}

	/**
	 * Begins a request unless its customer has too many already.
	 * @param customerId the customer
	 * @return whether the request may be worked on; {@link #end} has to follow then
	 */
	synchronized boolean tryBegin(String customerId) {
		Requests requests = this.customers.computeIfAbsent(customerId, (id) -> new Requests());
		if (requests.running == this.maxRunning) {
			return false;
		}
		requests.running++;
		return true;
	}

	/**
	 * Lets a request wait.
	 * @param customerId the customer
	 * @param start called once the request may be worked on; {@link #end} has to follow
	 * then
	 * @return whether it waits; it does not if too many wait already
	 */
	boolean enqueue(String customerId, Runnable start) {
		synchronized (this) {
			Requests requests = this.customers.computeIfAbsent(customerId, (id) -> new Requests());
			if (requests.running == this.maxRunning) {
				return requests.waiting.size() < WAITING_PER_RUNNING * this.maxRunning && requests.waiting.add(start);
			}
			requests.running++;
		}
		start.run();
		return true;
	}

	/**
	 * Ends the waiting of a request.
	 * @param customerId the customer
	 * @param start what was passed when it began to wait
	 * @return whether it was still waiting
	 */
	synchronized boolean leave(String customerId, Runnable start) {
		@Nullable Requests requests = this.customers.get(customerId);
		return requests != null && requests.waiting.remove(start);
	}

	/**
	 * Ends a request, and starts the one that has waited longest.
	 * @param customerId the customer
	 */
	void end(String customerId) {
		Runnable next;
		synchronized (this) {
			Requests requests = Objects.requireNonNull(this.customers.get(customerId));
			next = requests.waiting.poll();
			if (next == null) {
				requests.running--;
				if (requests.running == 0) {
					this.customers.remove(customerId);
				}
				return;
			}
		}
		next.run();
	}

	private static final class Requests {

		private int running;

		private final Queue<Runnable> waiting = new ArrayDeque<>();

	}

}
