/**
 * The sandbox: the server with a database, a token endpoint and clients of its own, for
 * laptops and for tests. Production has none of it: it is the artifact of the server,
 * without this module.
 */
@NullMarked
package io.tagapi.sandbox;

import org.jspecify.annotations.NullMarked;
