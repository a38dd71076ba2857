/**
 * Devices: assigning tags to them, and taking tags off them, in bulk.
 */
@NullMarked
package io.tagapi.server.device;

import org.jspecify.annotations.NullMarked;
