/**
 * A repeatable attack on the packaged server: hostile clients, and the bystanders who
 * must not notice them. An attack is a class of its own; {@link Phase} runs attacks and
 * watches the bystanders.
 */
@NullMarked
package io.tagapi.acceptance.attack;

import org.jspecify.annotations.NullMarked;
