package io.tagapi.server.storage;

/**
 * Removes what is kept for some time only. Several servers may do so at once.
 */
public interface Purge {

	/**
	 * Removes what is older than it has to be.
	 */
	void run();

}
