package io.tagapi.spec.lint;

import io.tagapi.spec.document.Part;

/**
 * One breach of a house rule.
 *
 * @param part where
 * @param rule the name of the rule
 * @param message what is wrong there
 */
public record Finding(Part part, String rule, String message) {

	@Override
	public String toString() {
		return this.part + ": " + this.rule + ": " + this.message + " (" + this.part.pointer() + ")";
	}

}
