/**
 * Tests of what those who operate the server need.
 */
@NullMarked
package io.tagapi.acceptance.operating;

import org.jspecify.annotations.NullMarked;
