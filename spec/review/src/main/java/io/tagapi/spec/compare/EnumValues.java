package io.tagapi.spec.compare;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * The values of a closed enum that the limits beside it allow.
 */
final class EnumValues {

	private EnumValues() {
	}

	/** The values with their texts, or null if the schema has no closed enum. */
	static @Nullable Map<Object, String> of(NormalSchema schema) {
		Map<Object, String> values = null;
		for (Part list : schema.all("enum")) {
			values = both(values, list.items());
		}
		for (Part constant : schema.all("const")) {
			values = both(values, List.of(constant));
		}
		if (values != null) {
			Set<String> patterns = schema.all("pattern").stream().map(Part::text).collect(Collectors.toSet());
			TextPattern pattern = (schema.canBe("string") && !patterns.isEmpty()) ? TextPattern.of(patterns) : null;
			values.entrySet()
				.removeIf((value) -> isExcluded(schema, value.getKey())
						|| (pattern != null && value.getKey() instanceof String text && !pattern.matches(text)));
		}
		return values;
	}

	private static Map<Object, String> both(@Nullable Map<Object, String> values, List<Part> items) {
		Map<Object, String> own = new LinkedHashMap<>();
		for (Part item : items) {
			Object value = Values.canonical(item.value());
			if (value != null && (values == null || values.containsKey(value))) {
				own.put(value, show(item));
			}
		}
		return own;
	}

	/** Text as it is; what only looks like text of another type in its own way. */
	static String show(Part item) {
		return (item.isMap() || item.isList()) ? Show.value(item.value()) : item.text();
	}

	private static boolean isExcluded(NormalSchema schema, Object value) {
		return switch (value) {
			case String text when schema.canBe("string") -> {
				int length = text.codePointCount(0, text.length());
				yield schema.all("maxLength").stream().anyMatch((limit) -> Limit.number(limit) < length)
						|| schema.all("minLength").stream().anyMatch((limit) -> Limit.number(limit) > length);
			}
			case BigDecimal number -> schema.members()
				.written()
				.stream()
				.anyMatch((written) -> Limit.MINIMUM.excludes(written, number)
						|| Limit.MAXIMUM.excludes(written, number) || isNoMultiple(written, number));
			default -> false;
		};
	}

	private static boolean isNoMultiple(Part schema, BigDecimal number) {
		Part divisor = schema.get("multipleOf");
		// A number of thousands of digits is not worth the division.
		return divisor != null && Math.abs(number.scale()) < Limit.MOST_DIGITS
				&& !LimitComparison.isMultiple(number, new BigDecimal(divisor.text())) && number.signum() != 0;
	}

}
