/**
 * The sandbox of the Tag API for tests with JUnit.
 */
@NullMarked
package io.tagapi.sandbox.junit;

import org.jspecify.annotations.NullMarked;
