/**
 * Edits of contracts that stand in small files, for the cases of tests.
 */
@NullMarked
package io.tagapi.spec.edit;

import org.jspecify.annotations.NullMarked;
