package io.tagapi.server.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param request what was asked for
 * @param status the HTTP status
 * @param location the header {@code Location}, if there was one
 * @param etag the header {@code ETag}, if there was one
 * @param body the JSON
 */
record StoredAnswer(Fingerprint request, int status, @Nullable String location, @Nullable String etag, String body) {
}
