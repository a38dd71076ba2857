/**
 * What the archives and images have beside the programs. It uses nothing but the JDK,
 * because it has to start fast.
 */
@NullMarked
package io.tagapi.dist;

import org.jspecify.annotations.NullMarked;
