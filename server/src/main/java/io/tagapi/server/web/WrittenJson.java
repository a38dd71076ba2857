package io.tagapi.server.web;

/**
 * A body that was written before, and is sent as it was.
 */
public interface WrittenJson {

	/**
	 * What is sent.
	 * @return the body, in UTF-8
	 */
	byte[] json();

}
