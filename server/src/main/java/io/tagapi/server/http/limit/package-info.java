/**
 * The limits that are enforced before the work that they bound: requests under way, the
 * memory of bodies and the time for headers.
 */
@NullMarked
package io.tagapi.server.http.limit;

import org.jspecify.annotations.NullMarked;
