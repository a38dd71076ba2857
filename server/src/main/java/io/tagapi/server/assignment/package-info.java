/**
 * The assignments of tags to devices, also those that outlive their tag for a while. Only
 * this package writes them.
 */
@NullMarked
package io.tagapi.server.assignment;

import org.jspecify.annotations.NullMarked;
