/**
 * The sandbox: a database, a token endpoint and clients of its own, for laptops and for
 * tests. Nothing here is active once a database and an issuer are configured.
 */
@NullMarked
package io.tagapi.server.sandbox;

import org.jspecify.annotations.NullMarked;
