package io.tagapi.server.event;

/**
 * An event as it is stored.
 *
 * @param position the place in the order of the customer's events, from 1
 * @param occurredOn epoch milliseconds
 * @param caller who brought it about
 * @param change what has happened
 */
record StoredEvent(long position, long occurredOn, Caller caller, Change change) {
}
