@NullMarked
package io.tagapi.acceptance.storage;

import org.jspecify.annotations.NullMarked;
