/**
 * Reviews the contract in every build: house rules, form, and the gate against breaking
 * changes.
 */
@NullMarked
package io.tagapi.spec;

import org.jspecify.annotations.NullMarked;
