package io.tagapi.server.http.limit;

/**
 * The part of the server that the requests of one customer, or of one actor, may take.
 *
 * @param name whose share it is
 * @param size how many requests may be worked on at a time
 */
record Share(String name, int size) {
}
