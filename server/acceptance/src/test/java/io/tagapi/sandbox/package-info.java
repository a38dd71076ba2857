/**
 * Unit tests of the sandbox.
 */
@NullMarked
package io.tagapi.sandbox;

import org.jspecify.annotations.NullMarked;
