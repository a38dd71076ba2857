package io.tagapi.server.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tagapi.server.http.request.OperationScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs purges. A run removes a batch of each customer in turn: the one with most does not
 * keep the others waiting. It has an end, also while customers add to what is to be
 * removed, and leaves the rest to the next run. The order of the customers is another one
 * each time, so a run that ends early leaves out others than the one before.
 */
@Component
public class PurgeRuns {

	/** As long as a statement may take. */
	private static final Duration BATCH_LIMIT = Duration.ofSeconds(20);

	private static final Logger logger = LoggerFactory.getLogger(PurgeRuns.class);

	private final PurgeProperties limits;

	private final MeterRegistry metrics;

	private final LongSupplier clock;

	@Autowired
	PurgeRuns(PurgeProperties limits, MeterRegistry metrics) {
		this(limits, metrics, System::nanoTime);
	}

	PurgeRuns(PurgeProperties limits, MeterRegistry metrics, LongSupplier clock) {
		this.limits = limits;
		this.metrics = metrics;
		this.clock = clock;
	}

	/**
	 * Removes data until nothing is left to be removed, or the run has to end.
	 * @param purge knows the data
	 */
	public void run(Purge purge) {
		long start = this.clock.getAsLong();
		Outcome outcome = Outcome.FAILED;
		try {
			outcome = run(purge, start);
		}
		finally {
			Timer.builder("tag.api.purge")
				.description("Runs of the removal of old data")
				.tag("purge", purge.getClass().getSimpleName())
				.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
				.register(this.metrics)
				.record(this.clock.getAsLong() - start, TimeUnit.NANOSECONDS);
		}
	}

	private Outcome run(Purge purge, long start) {
		List<String> shuffled = new ArrayList<>(purge.customers());
		Collections.shuffle(shuffled);
		Queue<String> customers = new ArrayDeque<>(shuffled);
		long maxBatches = (long) customers.size() + this.limits.maxBatches();
		Outcome outcome = Outcome.COMPLETE;
		for (long batch = 0; !customers.isEmpty(); batch++) {
			if (batch == maxBatches || this.clock.getAsLong() - start >= this.limits.maxDuration().toNanos()) {
				logger.info("{} ends after {} batches; data of {} customers is left to the next run",
						purge.getClass().getSimpleName(), batch, customers.size());
				return Outcome.INCOMPLETE;
			}
			String customerId = customers.remove();
			try {
				if (deleteBatch(purge, customerId)) {
					customers.add(customerId);
				}
			}
			catch (DataAccessException | TransactionException ex) {
				logger.warn("The old data of customer {} is left to the next run of {}: {}", customerId,
						purge.getClass().getSimpleName(), NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
				logger.debug("The old data of customer {} is left to the next run", customerId, ex);
				outcome = Outcome.INCOMPLETE;
			}
		}
		return outcome;
	}

	/** As an operation of the customer, whose connections it uses. */
	private static boolean deleteBatch(Purge purge, String customerId) {
		return OperationScope.call(BATCH_LIMIT, () -> {
			OperationScope.current().ifPresent((scope) -> scope.workFor(customerId));
			return purge.deleteBatch(customerId);
		});
	}

	/** How a run has ended. */
	private enum Outcome {

		/** Nothing is left. */
		COMPLETE,

		/** Data of some customers is left to the next run. */
		INCOMPLETE,

		/** The customers could not be read. */
		FAILED

	}

}
