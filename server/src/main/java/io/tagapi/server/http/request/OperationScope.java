package io.tagapi.server.http.request;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The call of an operation: until when it may work, and for which customer. All that the
 * operation does on its thread finds it here, however many transactions and attempts that
 * takes, so they share one deadline.
 */
public final class OperationScope {

	private static final ScopedValue<OperationScope> CURRENT = ScopedValue.newInstance();

	private final long deadline;

	private @Nullable String customerId;

	private boolean isLarge;

	private OperationScope(Duration timeLimit) {
		this.deadline = System.nanoTime() + timeLimit.toNanos();
	}

	/**
	 * Calls an operation within a scope of its own.
	 * @param <T> the type of the outcome
	 * @param <X> the type of a checked exception
	 * @param timeLimit how long the operation may work
	 * @param operation the operation
	 * @return its outcome
	 * @throws X if the operation throws it
	 */
	public static <T extends @Nullable Object, X extends Throwable> T call(Duration timeLimit,
			ScopedValue.CallableOp<? extends T, X> operation) throws X {
		return ScopedValue.where(CURRENT, new OperationScope(timeLimit)).<T, X>call(operation);
	}

	/**
	 * The scope of the current thread.
	 * @return the scope; empty where no operation is called, as in scheduled work
	 */
	public static Optional<OperationScope> current() {
		return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
	}

	/**
	 * Names the customer that the work is done for from now on.
	 * @param customerId a customer that the request is authorized for
	 */
	public void workFor(String customerId) {
		this.customerId = customerId;
	}

	/**
	 * The customer that the work is done for.
	 * @return its id, or {@code null} while that is not known
	 */
	public @Nullable String customerId() {
		return this.customerId;
	}

	/** Says that the request is large, before the work that makes it so. */
	public void markLarge() {
		this.isLarge = true;
	}

	/**
	 * Whether the request is large, so that small ones should not have to wait for it.
	 * @return whether its body lists about a thousand devices or more, or it may look at
	 * as many
	 */
	public boolean isLarge() {
		return this.isLarge;
	}

	/**
	 * The end of the time limit.
	 * @return on the clock of {@link System#nanoTime()}
	 */
	public long deadline() {
		return this.deadline;
	}

	/**
	 * The time that is left.
	 * @param unit the unit of the result
	 * @return 0 or less if none is left
	 */
	public long remaining(TimeUnit unit) {
		return unit.convert(this.deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

}
