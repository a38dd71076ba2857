/**
 * Tests of the valves before all filters.
 */
@NullMarked
package io.tagapi.server.http;

import org.jspecify.annotations.NullMarked;
