/**
 * What other tools say about the edits of the corpus.
 */
@NullMarked
package io.tagapi.spec.opinion;

import org.jspecify.annotations.NullMarked;
