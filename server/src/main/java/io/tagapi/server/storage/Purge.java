package io.tagapi.server.storage;

import java.util.List;

/**
 * Removes data that is kept for some time only, or is no longer seen. Several servers may
 * do so at once. It looks at all customers, but deletes the rows of one at a time, in
 * batches: so each deletion stays within the time limits and asks one shard, and a
 * customer whose deletion fails does not keep the others from theirs.
 */
public interface Purge {

	/** How many rows of some size a transaction deletes at most. */
	int BATCH = 1_000;

	/**
	 * Whether the data takes much space or time as long as it is there.
	 * @return whether to delete it every minute, not every hour
	 */
	default boolean isUrgent() {
		return false;
	}

	/**
	 * The customers that have data to be removed.
	 * @return their ids
	 */
	List<String> customers();

	/**
	 * Deletes a batch of a customer's rows, in a transaction.
	 * @param customerId the customer
	 * @return whether more may be left
	 */
	boolean deleteBatch(String customerId);

}
