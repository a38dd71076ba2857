@NullMarked
package io.tagapi.acceptance.security;

import org.jspecify.annotations.NullMarked;
