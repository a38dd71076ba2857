/**
 * What people run through Maven; see the README of this module.
 */
@NullMarked
package io.tagapi.spec.command;

import org.jspecify.annotations.NullMarked;
