@NullMarked
package io.tagapi.acceptance.idempotency;

import org.jspecify.annotations.NullMarked;
