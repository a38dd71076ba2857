package io.tagapi.spec.compare;

import java.math.BigDecimal;
import java.util.Set;

import io.tagapi.spec.compare.Limit.Bound;
import io.tagapi.spec.document.Part;

/**
 * Whether a text in an address can be the value of a parameter.
 */
final class TextValue {

	private static final String UUID = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

	private TextValue() {
	}

	/** Whether the schema allows the text; true where that cannot be decided. */
	static boolean isAllowed(String text, Part written) {
		NormalSchema schema = NormalSchema.of(SchemaMembers.of(Pair.one(written)), Spot.Direction.REQUEST);
		Set<String> types = schema.types();
		if (types != null && !types.contains("string")) {
			return types.contains("boolean") ? text.matches("true|false") : text.matches("-?[0-9.]+([eE][-+]?[0-9]+)?");
		}
		if (schema.formats().contains("uuid") && !text.matches(UUID)) {
			return false;
		}
		if (schema.values() != null) {
			return schema.values().containsValue(text);
		}
		BigDecimal length = BigDecimal.valueOf(text.codePointCount(0, text.length()));
		Bound shortest = Limit.MIN_LENGTH.of(schema);
		Bound longest = Limit.MAX_LENGTH.of(schema);
		return (shortest == null || length.compareTo(shortest.value()) >= 0)
				&& (longest == null || length.compareTo(longest.value()) <= 0)
				&& TextPattern.mayMatch(schema.patterns(), text);
	}

}
