/**
 * Tests of how the database is asked.
 */
@NullMarked
package io.tagapi.server.storage;

import org.jspecify.annotations.NullMarked;
