/**
 * Tests of the SQL for devices: what it costs, what bounds it, and what it reads while
 * others write.
 */
@NullMarked
package io.tagapi.server.device;

import org.jspecify.annotations.NullMarked;
