package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
		Map<Object, List<String>> goneByMeaning = byMeaning(before, gone);
		Map<Object, List<String>> comeByMeaning = byMeaning(after, come);
		goneByMeaning.forEach((meaning, names) -> {
			List<String> same = comeByMeaning.getOrDefault(meaning, List.of());
			if (names.size() == 1 && same.size() == 1) {
				renamed.put(names.getFirst(), same.getFirst());
			}
		});
		return renamed;
	}

	private static Map<Object, List<String>> byMeaning(NormalSchema schema, List<String> names) {
		return names.stream()
			.collect(Collectors.groupingBy(
					(name) -> List.<Object>of(schema.required().contains(name), meaning(schema.properties().get(name))),
					LinkedHashMap::new, Collectors.toList()));
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
