/**
 * The errors that the API answers with: the catalog, and the one place that turns
 * whatever went wrong into an answer. Code elsewhere throws
 * {@link io.tagapi.server.error.ApiException} and writes no error by itself.
 */
@NullMarked
package io.tagapi.server.error;

import org.jspecify.annotations.NullMarked;
