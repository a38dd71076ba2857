/**
 * The hand-written edge of the client: {@link io.tagapi.client.TagApiClient} gets the
 * access tokens, calls the code that is generated from the contract, and turns errors
 * into two unchecked exceptions.
 */
@NullMarked
package io.tagapi.client;

import org.jspecify.annotations.NullMarked;
