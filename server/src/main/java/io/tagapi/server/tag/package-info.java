/**
 * Tags: creating, listing, changing and deleting them.
 */
@NullMarked
package io.tagapi.server.tag;

import org.jspecify.annotations.NullMarked;
