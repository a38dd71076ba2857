/**
 * Tests of how requests are read.
 */
@NullMarked
package io.tagapi.server.web;

import org.jspecify.annotations.NullMarked;
