package io.tagapi.server.storage;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Removes data that is kept for some time only. Several servers may do so at once. It
 * looks at all customers, but deletes the rows of one at a time, in batches: so each
 * deletion stays within the time limits and asks one shard, and a customer whose deletion
 * fails does not keep the others from theirs.
 */
public interface Purge {

	/** How many rows a transaction deletes at most. */
	int BATCH = 1_000;

	/**
	 * The customers that have data older than it has to be.
	 * @return their ids
	 */
	List<String> customers();

	/**
	 * Deletes a batch of a customer's rows, in a transaction.
	 * @param customerId the customer
	 * @return how many rows were deleted, less than {@link #BATCH} only if no more are
	 * left
	 */
	int deleteBatch(String customerId);

	/**
	 * Removes what is older than it has to be. What could not be removed is left to the
	 * next time.
	 */
	default void run() {
		Logger logger = LoggerFactory.getLogger(getClass());
		for (String customerId : customers()) {
			try {
				int deleted = deleteBatch(customerId);
				while (deleted >= BATCH) {
					deleted = deleteBatch(customerId);
				}
			}
			catch (DataAccessException | TransactionException ex) {
				logger.warn("The old data of customer {} is left to the next time", customerId, ex);
			}
		}
	}

}
