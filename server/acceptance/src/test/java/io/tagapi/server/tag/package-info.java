/**
 * Tests of what the SQL for tags costs.
 */
@NullMarked
package io.tagapi.server.tag;

import org.jspecify.annotations.NullMarked;
