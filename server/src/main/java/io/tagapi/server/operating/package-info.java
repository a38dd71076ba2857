/**
 * What those who operate the server need of it: who may see its state, how it stops, and
 * what it finds out about its surroundings at the start.
 */
@NullMarked
package io.tagapi.server.operating;

import org.jspecify.annotations.NullMarked;
