/**
 * How HTTP requests come in: their ids, the container, and the strict reading of
 * parameters and bodies.
 */
@NullMarked
package io.tagapi.server.web;

import org.jspecify.annotations.NullMarked;
