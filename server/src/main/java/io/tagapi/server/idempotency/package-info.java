/**
 * Requests that can be repeated without being done twice, because the client names them
 * with an {@code Idempotency-Key}.
 */
@NullMarked
package io.tagapi.server.idempotency;

import org.jspecify.annotations.NullMarked;
