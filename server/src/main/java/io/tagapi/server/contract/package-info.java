/**
 * The contract, read once. This package depends on no other of the server.
 */
@NullMarked
package io.tagapi.server.contract;

import org.jspecify.annotations.NullMarked;
