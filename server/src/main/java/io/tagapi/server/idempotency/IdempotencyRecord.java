package io.tagapi.server.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The record of a key, locked by this transaction.
 *
 * @param response the response to the request with this key; nothing until the request is
 * done
 */
record IdempotencyRecord(@Nullable StoredResponse response) {
}
