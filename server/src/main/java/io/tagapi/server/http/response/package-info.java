/**
 * The parts of every response: the request id, the envelope, entity tags and JSON.
 */
@NullMarked
package io.tagapi.server.http.response;

import org.jspecify.annotations.NullMarked;
