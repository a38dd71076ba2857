/**
 * The Tag API server.
 */
@NullMarked
package io.tagapi.server;

import org.jspecify.annotations.NullMarked;
