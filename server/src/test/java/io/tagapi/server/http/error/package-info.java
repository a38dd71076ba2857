/**
 * Tests of what errors leave in the log.
 */
@NullMarked
package io.tagapi.server.http.error;

import org.jspecify.annotations.NullMarked;
