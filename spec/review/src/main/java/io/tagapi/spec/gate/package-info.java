/**
 * Decides whether the working contract may follow the newest release, and releases it.
 */
@NullMarked
package io.tagapi.spec.gate;

import org.jspecify.annotations.NullMarked;
