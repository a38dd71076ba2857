package io.tagapi.server.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.tagapi.server.http.request.OperationScope;
import org.jspecify.annotations.Nullable;

/**
 * Shares the connections of the pool among customers, so that none of them, and no group
 * of them, can take all:
 *
 * <ul>
 * <li>A customer has a quarter of the connections at most. Further work of it waits, and
 * lets other customers pass. Of those who wait, the customer with the fewest connections
 * is next, and of one customer the work that came first.
 * <li>Large requests have half of the connections at most, those of all customers
 * together, and an eighth those of one customer: small ones need not wait for them.
 * <li>A connection is stuck if its statement has been running for {@link #STUCK}. Its
 * customer is suspect for a minute, or until another statement of it ends sooner. All
 * suspect customers together have half of the connections at most.
 * <li>Where all connections that a customer may have are stuck, or half of the pool is,
 * the work of a customer with a stuck connection is rejected instead of waiting.
 * <li>If suspect customers have more than half, because they have taken it before they
 * were suspect, and another customer waits for one, the connections that have been stuck
 * for {@link #ABANDONED} are ended.
 * <li>Work that waits has a thread. Where half of the threads wait, customers with a
 * fifth of that or more lose what has waited for {@link #PATIENCE}, the last first. A
 * burst is over by then, and bulk calls of many customers may wait for longer.
 * <li>A connection that is in use at the deadline of its operation is ended.
 * </ul>
 *
 * Work that is no customer's, such as the look for old data, is done by a few scheduled
 * jobs and needs no limit.
 */
final class ConnectionShares {

	/**
	 * Longer than a statement waits for a lock, or for 10,000 devices takes on a busy
	 * database.
	 */
	static final Duration STUCK = Duration.ofSeconds(3);

	static final Duration ABANDONED = Duration.ofSeconds(5);

	static final Duration SUSPICION = Duration.ofMinutes(1);

	static final Duration PATIENCE = Duration.ofSeconds(1);

	private final Lock lock = new ReentrantLock();

	private final List<ConnectionLease> leases = new ArrayList<>();

	private final List<WaitingWork> waiting = new ArrayList<>();

	/** When a connection of the customer was last seen stuck. */
	private final Map<String, Long> suspects = new HashMap<>();

	private final int size;

	private final int perCustomer;

	private final int largePerCustomer;

	private final int half;

	private final int maxWaiting;

	private final int manyWaiting;

	private final LongSupplier clock;

	/**
	 * Shares of a pool.
	 * @param size how many connections it has
	 * @param maxWaiting how much work may wait for long
	 * @param clock such as {@link System#nanoTime()}
	 */
	ConnectionShares(int size, int maxWaiting, LongSupplier clock) {
		this.size = size;
		this.perCustomer = Math.ceilDiv(size, 4);
		this.largePerCustomer = Math.ceilDiv(size, 8);
		this.half = Math.ceilDiv(size, 2);
		this.maxWaiting = maxWaiting;
		this.manyWaiting = Math.ceilDiv(maxWaiting, 5);
		this.clock = clock;
	}

	/**
	 * Takes a share, and waits for it until the deadline of the operation.
	 * @param scope the operation; {@code null} for scheduled work
	 * @return the right to take a connection from the pool
	 * @throws SQLException if there is none in time, or the customer's connections are
	 * stuck
	 */
	ConnectionLease acquire(@Nullable OperationScope scope) throws SQLException {
		WaitingWork work = new WaitingWork(scope, this.clock.getAsLong());
		this.lock.lock();
		try {
			if (isRejected(work.customerId(), this.clock.getAsLong())) {
				throw rejection(work.customerId());
			}
			this.waiting.add(work);
			grant();
		}
		finally {
			this.lock.unlock();
		}
		try {
			return work.await();
		}
		catch (SQLException ex) {
			withdraw(work);
			throw ex;
		}
	}

	private void withdraw(WaitingWork work) {
		this.lock.lock();
		try {
			this.waiting.remove(work);
			@Nullable ConnectionLease granted = work.granted();
			if (granted != null) {
				this.leases.remove(granted);
				grant();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void use(ConnectionLease lease) {
		lease.use(this.clock.getAsLong());
	}

	void release(ConnectionLease lease) {
		this.lock.lock();
		try {
			long now = this.clock.getAsLong();
			this.leases.remove(lease);
			String customer = lease.customerId();
			if (customer != null && !lease.isEnded() && !isStuck(lease, now) && stuckOf(customer, now) == 0) {
				this.suspects.remove(customer);
			}
			grant();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Fails the work that has waited long enough to know that the database gives no
	 * connection.
	 */
	void failWaiting(Duration patience, Exception cause) {
		this.lock.lock();
		try {
			long now = this.clock.getAsLong();
			for (WaitingWork work : List.copyOf(this.waiting)) {
				if (now - work.since() >= patience.toNanos()) {
					this.waiting.remove(work);
					work.fail(new SQLTransientConnectionException("The database gives no connection", cause));
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** To be called several times a second. */
	void check() {
		List<ConnectionLease> overdue;
		List<ConnectionLease> abandoned;
		this.lock.lock();
		try {
			long now = this.clock.getAsLong();
			suspect(now);
			reject(now);
			shed(now);
			grant();
			overdue = this.leases.stream().filter((lease) -> lease.isOverdue(now)).toList();
			abandoned = abandoned(now);
		}
		finally {
			this.lock.unlock();
		}
		overdue.forEach((lease) -> lease.end("the time limit of its request is over"));
		abandoned.forEach((lease) -> lease.end("it has been stuck while other customers wait"));
	}

	private void suspect(long now) {
		this.suspects.values().removeIf((seen) -> now - seen > SUSPICION.toNanos());
		for (ConnectionLease lease : this.leases) {
			String customer = lease.customerId();
			if (customer != null && isStuck(lease, now)) {
				this.suspects.put(customer, now);
			}
		}
	}

	private void reject(long now) {
		for (WaitingWork work : List.copyOf(this.waiting)) {
			if (isRejected(work.customerId(), now)) {
				this.waiting.remove(work);
				work.fail(rejection(work.customerId()));
			}
		}
	}

	private void shed(long now) {
		while (this.waiting.size() > this.maxWaiting) {
			@Nullable WaitingWork last = lastOfThoseWithMany(now);
			if (last == null) {
				return;
			}
			this.waiting.remove(last);
			last.fail(new SQLTransientConnectionException(
					"Too many requests of the customer " + last.customerId() + " wait for a connection"));
		}
	}

	private @Nullable WaitingWork lastOfThoseWithMany(long now) {
		Map<String, Long> counts = this.waiting.stream()
			.filter((work) -> work.customerId() != null)
			.collect(Collectors.groupingBy((work) -> String.valueOf(work.customerId()), Collectors.counting()));
		return this.waiting.stream()
			.filter((work) -> counts.getOrDefault(work.customerId(), 0L) >= this.manyWaiting)
			.filter((work) -> now - work.since() >= PATIENCE.toNanos())
			.max(Comparator.comparingLong(WaitingWork::since))
			.orElse(null);
	}

	/** Gives free connections to the work that may have them. */
	private void grant() {
		@Nullable WaitingWork next = next();
		while (next != null) {
			this.waiting.remove(next);
			ConnectionLease lease = new ConnectionLease(next.scope(), this.clock.getAsLong());
			this.leases.add(lease);
			next.grant(lease);
			next = next();
		}
	}

	private @Nullable WaitingWork next() {
		if (this.leases.size() == this.size) {
			return null;
		}
		return this.waiting.stream()
			.filter(this::isAdmitted)
			.min(Comparator.comparingLong((work) -> countOf(work.customerId())))
			.orElse(null);
	}

	private boolean isAdmitted(WaitingWork work) {
		@Nullable String customer = work.customerId();
		return customer == null || ((!work.isLarge() || isLargeAdmitted(customer))
				&& countOf(customer) < this.perCustomer && (!isSuspect(customer) || countOfSuspects() < this.half));
	}

	private boolean isLargeAdmitted(String customer) {
		List<ConnectionLease> large = this.leases.stream().filter(ConnectionLease::isLarge).toList();
		return large.size() < this.half
				&& large.stream().filter((lease) -> lease.isOf(customer)).count() < this.largePerCustomer;
	}

	private boolean isRejected(@Nullable String customer, long now) {
		if (customer == null || !isSuspect(customer)) {
			return false;
		}
		long stuck = stuckOf(customer, now);
		return stuck >= this.perCustomer || (stuck > 0 && countOfStuck(now) >= this.half);
	}

	private List<ConnectionLease> abandoned(long now) {
		boolean isNeeded = this.leases.size() == this.size
				&& this.waiting.stream().map(WaitingWork::customerId).anyMatch(this::hasNothingStuck);
		if (!isNeeded) {
			return List.of();
		}
		return this.leases.stream()
			.filter((lease) -> lease.customerId() != null && lease.silence(now) >= ABANDONED.toNanos())
			.sorted(Comparator.comparingLong((ConnectionLease lease) -> lease.silence(now)).reversed())
			.limit(Math.max(0, countOfSuspects() - this.half))
			.toList();
	}

	private boolean hasNothingStuck(@Nullable String customer) {
		return customer == null || (!isSuspect(customer) && countOf(customer) < this.perCustomer);
	}

	private boolean isSuspect(@Nullable String customer) {
		return customer != null && this.suspects.containsKey(customer);
	}

	private long countOf(@Nullable String customer) {
		return this.leases.stream().filter((lease) -> lease.isOf(customer)).count();
	}

	private long countOfSuspects() {
		return this.leases.stream().filter((lease) -> isSuspect(lease.customerId())).count();
	}

	private long countOfStuck(long now) {
		return this.leases.stream().filter((lease) -> lease.customerId() != null && isStuck(lease, now)).count();
	}

	private long stuckOf(String customer, long now) {
		return this.leases.stream().filter((lease) -> lease.isOf(customer) && isStuck(lease, now)).count();
	}

	private static boolean isStuck(ConnectionLease lease, long now) {
		return lease.silence(now) >= STUCK.toNanos();
	}

	private static SQLException rejection(@Nullable String customer) {
		return new SQLTransientConnectionException("The connections of the customer " + customer + " are stuck");
	}

}
