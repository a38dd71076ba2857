package io.tagapi.client;

/**
 * Where access tokens come from. Implementations are thread-safe.
 */
interface AccessTokens {

	/**
	 * A token to try.
	 */
	String current() throws InterruptedException;

	/**
	 * A token to try after the server has refused one. It is the same if there is no
	 * other.
	 */
	String insteadOf(String refused) throws InterruptedException;

}
