/**
 * Requests that use up the memory of a server. They are outside of the packages that the
 * server scans, so only a server that is told to has them.
 */
@NullMarked
package io.tagapi.exhaustion;

import org.jspecify.annotations.NullMarked;
