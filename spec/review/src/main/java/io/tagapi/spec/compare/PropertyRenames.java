package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.tagapi.spec.compare.Spot.Direction;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes properties that have another name and the same schema, up to its words.
 */
final class PropertyRenames {

	private PropertyRenames() {
	}

	/** The new names by the old ones. */
	static Map<String, String> of(NormalSchema before, NormalSchema after, Direction direction) {
		Map<String, String> renamed = new LinkedHashMap<>();
		List<String> gone = visibleOnlyIn(before, after, direction);
		List<String> come = visibleOnlyIn(after, before, direction);
		for (String old : gone) {
			List<String> same = come.stream().filter((now) -> isSame(before, old, after, now)).toList();
			boolean unique = same.size() == 1
					&& gone.stream().filter((other) -> isSame(before, other, after, same.getFirst())).count() == 1;
			if (unique) {
				renamed.put(old, same.getFirst());
			}
		}
		return renamed;
	}

	private static List<String> visibleOnlyIn(NormalSchema schema, NormalSchema other, Direction direction) {
		return schema.properties()
			.entrySet()
			.stream()
			.filter((property) -> property.getValue().isVisible(direction)
					&& !other.properties().containsKey(property.getKey()))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static boolean isSame(NormalSchema before, String old, NormalSchema after, String now) {
		return before.required().contains(old) == after.required().contains(now)
				&& Objects.equals(meaning(before.properties().get(old)), meaning(after.properties().get(now)));
	}

	private static List<Object> meaning(@Nullable Property property) {
		return (property == null) ? List.of() : property.schemas().stream().map(PropertyRenames::meaning).toList();
	}

	private static Object meaning(Part schema) {
		Map<String, @Nullable Object> meaning = new LinkedHashMap<>();
		schema.entries().forEach((keyword, part) -> {
			if (!Keywords.ANNOTATIONS.contains(keyword) || keyword.equals("nullable")) {
				meaning.put(keyword, Values.canonical(part.value()));
			}
		});
		return meaning;
	}

}
