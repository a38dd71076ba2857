/**
 * Tests of the embedded PostgreSQL, all of them on the real one.
 */
@NullMarked
package io.tagapi.postgres;

import org.jspecify.annotations.NullMarked;
