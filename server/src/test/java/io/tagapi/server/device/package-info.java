/**
 * Tests of the limits on what devices may take.
 */
@NullMarked
package io.tagapi.server.device;

import org.jspecify.annotations.NullMarked;
