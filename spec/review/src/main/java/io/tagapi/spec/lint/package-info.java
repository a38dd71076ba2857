/**
 * The house rules of the contract, beyond what OpenAPI and the public linters demand.
 */
@NullMarked
package io.tagapi.spec.lint;

import org.jspecify.annotations.NullMarked;
