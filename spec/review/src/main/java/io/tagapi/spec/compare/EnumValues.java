package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
			values.values().removeIf((text) -> isExcluded(schema, text));
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

	private static boolean isExcluded(NormalSchema schema, String text) {
		if (!schema.canBe("string")) {
			return false;
		}
		int length = text.codePointCount(0, text.length());
		return schema.all("maxLength").stream().anyMatch((limit) -> Limit.number(limit) < length)
				|| schema.all("minLength").stream().anyMatch((limit) -> Limit.number(limit) > length);
	}

}
