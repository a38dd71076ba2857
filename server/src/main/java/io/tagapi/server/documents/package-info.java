/**
 * The documents that the server serves: the contract, and Swagger UI on it.
 */
@NullMarked
package io.tagapi.server.documents;

import org.jspecify.annotations.NullMarked;
