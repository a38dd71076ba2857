/**
 * Tests of what the SQL for events reads.
 */
@NullMarked
package io.tagapi.server.event;

import org.jspecify.annotations.NullMarked;
