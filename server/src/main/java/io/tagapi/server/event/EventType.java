package io.tagapi.server.event;

/**
 * What can happen. The names are those of the contract, and what is stored.
 */
enum EventType {

	TAG_CREATED, TAG_UPDATED, TAG_DELETED, DEVICES_ASSIGNED, DEVICES_UNASSIGNED

}
