/**
 * Tests of how requests are read.
 */
@NullMarked
package io.tagapi.server.http.request;

import org.jspecify.annotations.NullMarked;
