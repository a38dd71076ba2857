package io.tagapi.server.storage;

/**
 * Removes what is kept for some time only. Several servers may do so at once. It looks at
 * all customers, but deletes those of one at a time: so what was deleted stays deleted if
 * there is more than the time limits allow, and each deletion asks one shard.
 */
public interface Purge {

	/**
	 * Removes what is older than it has to be.
	 */
	void run();

}
