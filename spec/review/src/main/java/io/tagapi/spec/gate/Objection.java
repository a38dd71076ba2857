package io.tagapi.spec.gate;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a contract may not follow another.
 *
 * @param until what has to become true, to stand behind "refused until", or null if no
 * edit of the contract or change log would do
 * @param reason the reason, a sentence
 */
public record Objection(@Nullable String until, String reason) {

}
