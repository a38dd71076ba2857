/**
 * The rules for packages: who may know whom, and who writes which table.
 */
@NullMarked
package io.tagapi.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
