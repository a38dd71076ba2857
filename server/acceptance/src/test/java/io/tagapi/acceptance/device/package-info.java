@NullMarked
package io.tagapi.acceptance.device;

import org.jspecify.annotations.NullMarked;
