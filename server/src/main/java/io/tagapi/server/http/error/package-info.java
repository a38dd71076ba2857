/**
 * The errors that the API responds with: the catalog, and the one place that maps every
 * failure to a response. Code elsewhere throws
 * {@link io.tagapi.server.http.error.ApiException} and writes no error by itself.
 */
@NullMarked
package io.tagapi.server.http.error;

import org.jspecify.annotations.NullMarked;
