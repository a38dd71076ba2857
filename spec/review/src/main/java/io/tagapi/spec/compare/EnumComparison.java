package io.tagapi.spec.compare;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the values of closed enums, and the known values of open ones
 * (<code>x-extensible-enum</code>).
 */
final class EnumComparison {

	private final Changes changes;

	EnumComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		closed(before.values(), after.values(), listed(after), spot.on(enumeration(before), enumeration(after)));
		Part old = before.first("x-extensible-enum");
		Part now = after.first("x-extensible-enum");
		values(values(old), values(now), Set.of(), BreakingRule.KNOWN_VALUE_REMOVED, HarmlessRule.KNOWN_VALUE_ADDED,
				spot.on(old, now));
		names(before, after, spot.on(before.first("x-enum-varnames"), after.first("x-enum-varnames")));
	}

	private static @Nullable Part enumeration(NormalSchema schema) {
		Part list = schema.first("enum");
		return (list != null) ? list : schema.first("const");
	}

	/** What the enum lists, whether or not the limits beside it allow it. */
	private static Set<String> listed(NormalSchema schema) {
		return Pair.items(schema.first("enum")).stream().map(EnumValues::show).collect(Collectors.toSet());
	}

	private void closed(@Nullable Map<Object, String> before, @Nullable Map<Object, String> after, Set<String> listed,
			Spot spot) {
		if (before == null || after == null) {
			if (before != null || after != null) {
				this.changes.add((before == null) ? BreakingRule.ENUM_CLOSED : BreakingRule.ENUM_OPENED, spot,
						show(before), show(after));
			}
			return;
		}
		values(before, after, listed,
				spot.isRequest() ? BreakingRule.ENUM_VALUE_REMOVED : BreakingRule.RESPONSE_ENUM_VALUE_REMOVED,
				spot.isRequest() ? HarmlessRule.REQUEST_ENUM_VALUE_ADDED : BreakingRule.RESPONSE_ENUM_VALUE_ADDED,
				spot);
	}

	private static @Nullable String show(@Nullable Map<Object, String> values) {
		return (values != null) ? String.join(", ", values.values()) : null;
	}

	private void values(Map<Object, String> before, Map<Object, String> after, Set<String> listed, Rule removed,
			Rule added, Spot spot) {
		Map<String, Object> newValues = byText(after);
		Map<String, Object> oldValues = byText(before);
		before.forEach((value, text) -> {
			Object other = newValues.get(text);
			if (!after.containsKey(value) && other != null) {
				this.changes.add(BreakingRule.TYPE_CHANGED, spot, Values.type(value) + " " + text,
						Values.type(other) + " " + text);
			}
			else if (!after.containsKey(value)) {
				this.changes.add(removed, spot, text,
						listed.contains(text) ? "excluded by what stands beside the enum" : null);
			}
		});
		after.forEach((value, text) -> {
			if (!before.containsKey(value) && !oldValues.containsKey(text)) {
				this.changes.add(added, spot, null, text);
			}
		});
	}

	private static Map<String, Object> byText(Map<Object, String> values) {
		Map<String, Object> byText = new HashMap<>();
		values.forEach((value, text) -> byText.putIfAbsent(text, value));
		return byText;
	}

	private static Map<Object, String> values(@Nullable Part list) {
		Map<Object, String> values = new LinkedHashMap<>();
		for (Part item : Pair.items(list)) {
			Object value = Values.canonical(item.value());
			values.put((value != null) ? value : "null", EnumValues.show(item));
		}
		return values;
	}

	/**
	 * Generated constants have the names that the extension gives them, or their value.
	 */
	private void names(NormalSchema before, NormalSchema after, Spot spot) {
		Map<String, String> old = constants(before);
		Map<String, String> now = constants(after);
		old.forEach((value, name) -> {
			String other = now.get(value);
			if (other != null && !letters(name).equals(letters(other))) {
				this.changes.add(BreakingRule.GENERATED_NAME_CHANGED, spot, name, other);
			}
		});
	}

	private static Map<String, String> constants(NormalSchema schema) {
		Map<String, String> constants = new LinkedHashMap<>();
		Part names = schema.first("x-enum-varnames");
		Part values = schema.first("enum");
		int index = 0;
		for (Part value : Pair.items(values)) {
			boolean named = Pair.items(names).size() > index;
			constants.put(value.text(), named ? Pair.items(names).get(index).text() : value.text());
			index++;
		}
		return constants;
	}

	/** Languages write one name in different cases. */
	private static String letters(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

}
