package io.tagapi.spec.compare;

import java.util.Set;

/**
 * The keywords that bound a value.
 */
final class Limit {

	private static final Set<String> UPPER = Set.of("maxLength", "maximum", "maxItems", "maxProperties");

	private static final Set<String> LOWER = Set.of("minLength", "minimum", "minItems", "minProperties");

	private static final Set<String> OTHER = Set.of("exclusiveMinimum", "exclusiveMaximum", "multipleOf");

	private Limit() {
	}

	static boolean isLimit(String keyword) {
		return UPPER.contains(keyword) || LOWER.contains(keyword) || OTHER.contains(keyword);
	}

	static boolean isUpper(String keyword) {
		return UPPER.contains(keyword);
	}

	/** Whether values below zero do not occur, so that 0 is no limit. */
	static boolean isFromZero(String keyword) {
		return LOWER.contains(keyword) && !keyword.equals("minimum");
	}

}
