@NullMarked
package io.tagapi.acceptance.contract;

import org.jspecify.annotations.NullMarked;
