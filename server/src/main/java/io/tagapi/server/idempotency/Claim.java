package io.tagapi.server.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * A key of a customer that this transaction has to itself.
 *
 * @param answer what the request with this key was answered; nothing if none has been
 * done yet
 */
record Claim(@Nullable StoredAnswer answer) {
}
