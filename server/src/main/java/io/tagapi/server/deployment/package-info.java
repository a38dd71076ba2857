/**
 * Tells the two ways to run the server apart: as a sandbox that needs nothing, or in
 * production with a database and an issuer of its operator.
 */
@NullMarked
package io.tagapi.server.deployment;

import org.jspecify.annotations.NullMarked;
