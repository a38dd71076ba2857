/**
 * The hand-written edge of the client.
 */
@NullMarked
package io.tagapi.client;

import org.jspecify.annotations.NullMarked;
