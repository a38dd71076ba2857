/**
 * Tests of the documents that are served.
 */
@NullMarked
package io.tagapi.server.documents;

import org.jspecify.annotations.NullMarked;
