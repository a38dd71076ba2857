/**
 * Tests of what the SQL for devices costs.
 */
@NullMarked
package io.tagapi.server.device;

import org.jspecify.annotations.NullMarked;
