@NullMarked
package io.tagapi.dist;

import org.jspecify.annotations.NullMarked;
