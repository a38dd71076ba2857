/**
 * Reads a contract: its parts with their lines, what OpenAPI allows in them, and one
 * message when it cannot be read.
 */
@NullMarked
package io.tagapi.spec.document;

import org.jspecify.annotations.NullMarked;
