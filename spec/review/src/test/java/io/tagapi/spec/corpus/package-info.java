/**
 * The edits that prove the gate: single changes of a small contract, each with the
 * verdict that it must get.
 */
@NullMarked
package io.tagapi.spec.corpus;

import org.jspecify.annotations.NullMarked;
