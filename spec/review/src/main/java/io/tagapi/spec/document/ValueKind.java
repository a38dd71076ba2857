package io.tagapi.spec.document;

import org.jspecify.annotations.Nullable;

/**
 * The values of OpenAPI that are no objects.
 */
final class ValueKind {

	private ValueKind() {
	}

	/**
	 * Whether a part is what its kind says.
	 * @param kind the name of a kind of value
	 * @param part the part
	 * @return what was expected instead, or null if the part is right
	 */
	static @Nullable String expected(String kind, Part part) {
		// An example can be large: it is not built for nothing.
		Object value = kind.equals("any") ? null : part.value();
		return switch (kind) {
			case "version" -> part.text().matches("3\\.[012]\\..+") ? null : "a version 3.0.x, 3.1.x or 3.2.x";
			case "text" -> (value instanceof String) ? null : "text (quote what looks like a number)";
			case "flag" -> (value instanceof Boolean) ? null : "true or false";
			case "number" -> (value instanceof Number) ? null : "a number (of at most 1,000 digits)";
			case "texts" -> (value instanceof String || part.isList()) ? null : "text or a list of texts";
			case "any" -> null;
			default -> throw new IllegalArgumentException("The grammar has no kind " + kind);
		};
	}

}
