/**
 * Tests of what operators see.
 */
@NullMarked
package io.tagapi.server.operating;

import org.jspecify.annotations.NullMarked;
