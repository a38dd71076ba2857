package io.tagapi.server.event;

/**
 * An event as it is stored.
 *
 * @param position the place in the order of the customer's events, from 1
 * @param occurredOn epoch milliseconds
 * @param actor the actor of its change
 * @param change what has happened
 */
record StoredEvent(long position, long occurredOn, Actor actor, Change change) {
}
