/**
 * Tests of the sandbox's own classes.
 */
@NullMarked
package io.tagapi.sandbox;

import org.jspecify.annotations.NullMarked;
