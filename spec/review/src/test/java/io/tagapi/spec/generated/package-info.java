/**
 * Edits that are made by the dozen: each mutation that JSON Schema knows, at each schema
 * of the corpus, and the laws that their verdicts keep.
 */
@NullMarked
package io.tagapi.spec.generated;

import org.jspecify.annotations.NullMarked;
