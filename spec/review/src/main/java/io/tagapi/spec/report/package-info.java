/**
 * Writes a comparison down for people.
 */
@NullMarked
package io.tagapi.spec.report;

import org.jspecify.annotations.NullMarked;
