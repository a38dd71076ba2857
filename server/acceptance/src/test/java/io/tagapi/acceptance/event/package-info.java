@NullMarked
package io.tagapi.acceptance.event;

import org.jspecify.annotations.NullMarked;
