/**
 * Tests of what those who operate the server need.
 */
@NullMarked
package io.tagapi.server.operating;

import org.jspecify.annotations.NullMarked;
