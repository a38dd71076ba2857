package io.tagapi.server.device;

/**
 * What a change has come to.
 *
 * @param assigned how many pairs are new
 * @param unassigned how many pairs are gone
 */
record DeviceChangeOutcome(long assigned, long unassigned) {
}
