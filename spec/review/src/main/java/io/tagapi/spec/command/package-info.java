/**
 * The commands of the review; see the README of the contract.
 */
@NullMarked
package io.tagapi.spec.command;

import org.jspecify.annotations.NullMarked;
