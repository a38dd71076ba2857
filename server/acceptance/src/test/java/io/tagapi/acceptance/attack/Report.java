package io.tagapi.acceptance.attack;

import java.util.List;

/**
 * What came of a phase.
 *
 * @param table what was counted, a row for each kind of client and for each server
 * @param problems what must not happen and did
 */
record Report(String table, List<String> problems) {
}
