@NullMarked
package io.tagapi.acceptance.tag;

import org.jspecify.annotations.NullMarked;
