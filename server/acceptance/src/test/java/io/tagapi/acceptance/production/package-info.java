@NullMarked
package io.tagapi.acceptance.production;

import org.jspecify.annotations.NullMarked;
