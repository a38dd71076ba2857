@NullMarked
package io.tagapi.acceptance.sandbox;

import org.jspecify.annotations.NullMarked;
