package io.tagapi.server.http.limit;

/**
 * The part of the server that the requests of one customer, or of one actor, may take.
 *
 * @param name whose share it is
 * @param size how many requests may be worked on at a time
 * @param owner who holds the memory of those that wait
 */
record Share(String name, int size, String owner) {

	Share(String name, int size) {
		this(name, size, name);
	}

}
