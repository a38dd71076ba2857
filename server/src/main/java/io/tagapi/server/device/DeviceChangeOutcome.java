package io.tagapi.server.device;

/**
 * Result of a change.
 *
 * @param assigned how many pairs are new
 * @param unassigned how many pairs are gone
 */
record DeviceChangeOutcome(long assigned, long unassigned) {
}
