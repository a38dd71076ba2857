package io.tagapi.client;

import java.util.List;
import java.util.function.ToLongFunction;

import io.tagapi.client.model.BulkTagsCounts;

/**
 * What became of a change of many devices. Each call is done as a whole or not at all,
 * but one may be done and another not. To try again, repeat the change: what was done
 * already is counted as unchanged then.
 *
 * @param calls the calls in the order in which they were made; none if there was nothing
 * to change
 */
public record BulkReport(List<BulkCall> calls) {

	/**
	 * Copies the list.
	 */
	public BulkReport {
		calls = List.copyOf(calls);
	}

	/**
	 * Whether everything was done.
	 * @return true if no call failed
	 */
	public boolean isDone() {
		return this.calls.stream().allMatch(BulkCall.Done.class::isInstance);
	}

	/**
	 * What failed, and why.
	 * @return the calls that failed
	 */
	public List<BulkCall.Failed> failures() {
		return this.calls.stream().filter(BulkCall.Failed.class::isInstance).map(BulkCall.Failed.class::cast).toList();
	}

	/**
	 * The pairs of a device and a tag that were changed.
	 * @return the sum over the calls that were done
	 */
	public long changedCount() {
		return sum(BulkTagsCounts::getChangedCount);
	}

	/**
	 * The pairs of a device and a tag that were already as requested.
	 * @return the sum over the calls that were done
	 */
	public long unchangedCount() {
		return sum(BulkTagsCounts::getUnchangedCount);
	}

	private long sum(ToLongFunction<BulkTagsCounts> count) {
		return this.calls.stream()
			.mapToLong((call) -> (call instanceof BulkCall.Done done) ? count.applyAsLong(done.counts()) : 0)
			.sum();
	}

}
