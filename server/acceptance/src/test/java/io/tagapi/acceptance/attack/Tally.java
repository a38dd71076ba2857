package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Counts what clients of one kind got, and is their row of the table.
 */
final class Tally {

	/** How many problems are described; further ones are only counted. */
	private static final int DESCRIBED = 3;

	private static final int TOO_MANY_REQUESTS = 429;

	private final String name;

	private final int clients;

	private final Set<Integer> statuses;

	private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();

	private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

	private final Queue<String> problems = new ConcurrentLinkedQueue<>();

	private final AtomicInteger problemCount = new AtomicInteger();

	/**
	 * A tally of nothing yet.
	 * @param name the name in the table
	 * @param clients how many clients it is of
	 * @param statuses of the right responses; 429 is always one of them
	 */
	Tally(String name, int clients, Set<Integer> statuses) {
		this.name = name;
		this.clients = clients;
		this.statuses = statuses;
	}

	/** Sends a request on a connection and counts the response. */
	Response exchange(Connection connection, byte[] request) throws IOException {
		long start = System.nanoTime();
		return receive(connection.send(request), start);
	}

	/** Counts the response to a request that was begun earlier. */
	Response receive(Connection connection, long start) throws IOException {
		Response response = connection.receive();
		count(response.status(), Duration.ofNanos(System.nanoTime() - start));
		response.difference().ifPresent(this::problem);
		return response;
	}

	/** Counts a response, and makes it a problem if it is not of a right status. */
	void count(int status, Duration time) {
		outcome(String.valueOf(status));
		if (status != TOO_MANY_REQUESTS && !this.statuses.contains(status)) {
			problem("a response with status " + status + ", not one of " + new TreeSet<>(this.statuses));
		}
		this.slowest.accumulate(time.toMillis());
	}

	/** How many responses had a status. */
	long countOf(int status) {
		@Nullable LongAdder count = this.outcomes.get(String.valueOf(status));
		return (count != null) ? count.sum() : 0;
	}

	/** Counts what is no response. */
	void outcome(String outcome) {
		this.outcomes.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
	}

	/** Notes what must not happen. */
	void problem(String description) {
		if (this.problemCount.incrementAndGet() <= DESCRIBED) {
			this.problems.add(this.name + ": " + description);
		}
	}

	/** Makes it a problem if there was no response of a right status. */
	void requireResponses() {
		if (this.statuses.stream().noneMatch((status) -> countOf(status) > 0)) {
			problem("no response with one of the statuses " + new TreeSet<>(this.statuses));
		}
	}

	/** Makes it a problem if no response had a status. */
	Tally require(int status) {
		if (countOf(status) == 0) {
			problem("no response with status " + status);
		}
		return this;
	}

	List<String> problems() {
		List<String> described = new ArrayList<>(this.problems);
		int more = this.problemCount.get() - described.size();
		if (more > 0) {
			described.add(this.name + ": and " + more + " more");
		}
		return described;
	}

	@Override
	public String toString() {
		String counts = this.outcomes.entrySet()
			.stream()
			.map((outcome) -> outcome.getValue() + " × " + outcome.getKey())
			.collect(Collectors.joining(", "));
		long requests = this.outcomes.values().stream().mapToLong(LongAdder::sum).sum();
		return "%-28s %,6d %,9d %,8d ms %9d  %s".formatted(this.name, this.clients, requests, this.slowest.get(),
				this.problemCount.get(), counts);
	}

	static String header() {
		return "%-28s %6s %9s %11s %9s  %s".formatted("", "clients", "requests", "slowest", "problems", "outcomes");
	}

}
