/**
 * Tests of the limits on what is under way.
 */
@NullMarked
package io.tagapi.server.http.limit;

import org.jspecify.annotations.NullMarked;
