@NullMarked
package io.tagapi.acceptance.http;

import org.jspecify.annotations.NullMarked;
