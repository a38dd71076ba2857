/**
 * Who may call which operation: access tokens, and the scopes that the contract names.
 */
@NullMarked
package io.tagapi.server.security;

import org.jspecify.annotations.NullMarked;
