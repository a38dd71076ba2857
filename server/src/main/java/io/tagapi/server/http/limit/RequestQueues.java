package io.tagapi.server.http.limit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts the requests of each share that are worked on, and holds those that wait until
 * another one with the same share ends, oldest first. Each of these takes memory, of
 * which there is an eighth of the heap.
 */
@Component
class RequestQueues {

	/** How many requests may wait for each that is worked on. */
	private static final int WAITING_PER_RUNNING = 10;

	private final Map<Share, Requests> shares = new HashMap<>();

	private final MemoryPool memory;

	RequestQueues() {
		this(Runtime.getRuntime().maxMemory() / 8);
	}

	RequestQueues(long memory) {
		this.memory = new MemoryPool(memory);
	}

	/**
	 * Begins a request unless its share is used up.
	 * @param share the share
	 * @return whether the request may be worked on; {@link #end} has to follow then
	 */
	synchronized boolean tryBegin(Share share) {
		Requests requests = this.shares.computeIfAbsent(share, (added) -> new Requests());
		if (requests.running == share.size()) {
			return false;
		}
		requests.running++;
		return true;
	}

	/**
	 * Lets a request wait.
	 * @param share the share
	 * @param start called once the request may be worked on; {@link #end} has to follow
	 * then
	 * @return whether it waits; it does not if too many wait already
	 */
	boolean enqueue(Share share, Runnable start) {
		synchronized (this) {
			Requests requests = this.shares.computeIfAbsent(share, (added) -> new Requests());
			if (requests.running == share.size()) {
				return requests.waiting.size() < WAITING_PER_RUNNING * share.size()
						&& this.memory.take(share.owner(), BodyMemory.WAITING_REQUEST) && requests.waiting.add(start);
			}
			requests.running++;
		}
		start.run();
		return true;
	}

	/**
	 * Ends the waiting of a request.
	 * @param share the share
	 * @param start what was passed when it began to wait
	 * @return whether it was still waiting
	 */
	synchronized boolean leave(Share share, Runnable start) {
		@Nullable Requests requests = this.shares.get(share);
		boolean waited = requests != null && requests.waiting.remove(start);
		if (waited) {
			giveMemory(share);
		}
		return waited;
	}

	private void giveMemory(Share share) {
		this.memory.give(share.owner(), BodyMemory.WAITING_REQUEST);
	}

	/**
	 * Ends a request, and starts the one that has waited longest.
	 * @param share the share
	 */
	void end(Share share) {
		Runnable next;
		synchronized (this) {
			Requests requests = Objects.requireNonNull(this.shares.get(share));
			next = requests.waiting.poll();
			if (next == null) {
				requests.running--;
				if (requests.running == 0) {
					this.shares.remove(share);
				}
				return;
			}
			giveMemory(share);
		}
		next.run();
	}

	private static final class Requests {

		private int running;

		private final Queue<Runnable> waiting = new ArrayDeque<>();

	}

}
