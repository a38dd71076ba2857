package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;

/**
 * A schema with all that its <code>allOf</code> brings in, as if it were written in one
 * place.
 *
 * @param keywords what is said about the value itself, by keyword
 * @param properties the properties by name
 * @param required the names of required properties
 */
record EffectiveSchema(Map<String, Part> keywords, Map<String, Part> properties, Set<String> required) {

	static EffectiveSchema of(Part schema) {
		EffectiveSchema effective = new EffectiveSchema(new LinkedHashMap<>(), new LinkedHashMap<>(),
				new LinkedHashSet<>());
		effective.merge(schema.resolved(), new LinkedHashSet<>());
		return effective;
	}

	private void merge(Part schema, Set<String> merged) {
		if (!merged.add(schema.pointer())) {
			return;
		}
		schema.entries().forEach((keyword, part) -> {
			switch (keyword) {
				case "properties" -> part.entries().forEach(this.properties::putIfAbsent);
				case "required" -> part.items().forEach((name) -> this.required.add(name.text()));
				case "allOf" -> {
					// Merged below, so that what a schema says itself comes first.
				}
				default -> this.keywords.putIfAbsent(keyword, part);
			}
		});
		Pair.items(schema.get("allOf")).forEach((member) -> merge(member.resolved(), merged));
	}

	Pair keyword(String keyword, EffectiveSchema after) {
		return new Pair(this.keywords.get(keyword), after.keywords.get(keyword));
	}

	/** Whether generators make a class of it. */
	boolean isGenerated() {
		Part type = this.keywords.get("type");
		return !this.properties.isEmpty() || this.keywords.containsKey("enum") || this.keywords.containsKey("oneOf")
				|| (type != null && type.text().equals("object"));
	}

}
