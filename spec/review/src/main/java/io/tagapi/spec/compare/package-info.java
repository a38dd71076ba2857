/**
 * Compares two contracts by what a client sees of them: the wire, and the code that is
 * generated from it.
 */
@NullMarked
package io.tagapi.spec.compare;

import org.jspecify.annotations.NullMarked;
