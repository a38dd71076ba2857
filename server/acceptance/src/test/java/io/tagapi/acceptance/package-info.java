/**
 * Acceptance tests: a running server, talked to over HTTP, mostly through the Java
 * client.
 */
@NullMarked
package io.tagapi.acceptance;

import org.jspecify.annotations.NullMarked;
