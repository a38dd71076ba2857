/**
 * Tests of how the database is used.
 */
@NullMarked
package io.tagapi.server.storage;

import org.jspecify.annotations.NullMarked;
