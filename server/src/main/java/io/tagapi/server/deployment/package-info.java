/**
 * Checks at the start what the operator has set, and ends the process when its memory is
 * used up.
 */
@NullMarked
package io.tagapi.server.deployment;

import org.jspecify.annotations.NullMarked;
