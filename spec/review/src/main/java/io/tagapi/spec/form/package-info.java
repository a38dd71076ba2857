/**
 * The one form of the contract's file, so that a diff shows intent only.
 */
@NullMarked
package io.tagapi.spec.form;

import org.jspecify.annotations.NullMarked;
