@NullMarked
package io.tagapi.acceptance.browser;

import org.jspecify.annotations.NullMarked;
