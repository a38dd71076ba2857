package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.compare.Spot.Direction;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * The normal form of a schema: what a value has to be, wherever it is written. Two
 * schemas that allow the same values in the same words have the same normal form.
 */
final class NormalSchema {

	private final SchemaMembers members;

	private final @Nullable Set<String> types;

	private final @Nullable Map<Object, String> values;

	private final Map<String, Property> properties;

	private final Set<String> required;

	private NormalSchema(SchemaMembers members, Direction direction) {
		this.members = members;
		this.types = TypeSet.of(members.written());
		this.properties = Property.all(members.written());
		this.required = required(members.written(), this.properties, direction);
		this.values = EnumValues.of(this);
	}

	static NormalSchema of(SchemaMembers members, Direction direction) {
		return new NormalSchema(members, direction);
	}

	private static Set<String> required(List<Part> written, Map<String, Property> properties, Direction direction) {
		Set<String> required = new LinkedHashSet<>();
		for (Part schema : written) {
			Pair.items(schema.get("required")).forEach((name) -> required.add(name.text()));
		}
		required.removeIf((name) -> {
			Property property = properties.get(name);
			return property != null && !property.isVisible(direction);
		});
		return required;
	}

	SchemaMembers members() {
		return this.members;
	}

	/** The types without null, or null for any. */
	@Nullable Set<String> types() {
		return this.types;
	}

	boolean canBe(String type) {
		return this.types == null || this.types.contains(type)
				|| (type.equals("number") && this.types.contains("integer"));
	}

	boolean isInteger() {
		return this.types != null && this.types.contains("integer") && !this.types.contains("number");
	}

	/** The values of a closed enum with their texts, or null if there is none. */
	@Nullable Map<Object, String> values() {
		return this.values;
	}

	Map<String, Property> properties() {
		return this.properties;
	}

	Set<String> required() {
		return this.required;
	}

	/** Whether null is a value. */
	boolean isNullable() {
		return Nullability.of(this.members);
	}

	boolean isSet() {
		return canBe("array") && all("uniqueItems").stream().anyMatch(Part::isTrue);
	}

	/** The formats, usually one. */
	Set<String> formats() {
		Set<String> formats = texts("format");
		// The narrower one of two is the one that counts.
		if (formats.contains("int32")) {
			formats.remove("int64");
		}
		return formats;
	}

	/** The patterns that a text has to match, all of them. */
	Set<String> patterns() {
		Set<String> patterns = canBe("string") ? texts("pattern") : Set.of();
		// An enum has the values that the patterns allow; what cannot be read still
		// counts.
		return (this.values != null && TextPattern.of(patterns) != null) ? Set.of() : patterns;
	}

	private Set<String> texts(String keyword) {
		return all(keyword).stream().map(Part::text).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** The schemas of items, all of which an item has to satisfy. */
	List<Part> items() {
		return all("items").stream().filter(Part::isMap).toList();
	}

	/** What is said about properties without a name, all of it. */
	List<Part> additional() {
		return all("additionalProperties").stream()
			.filter((part) -> part.isMap() && !part.entries().isEmpty())
			.toList();
	}

	/** Whether unknown properties are forbidden. */
	boolean isClosed() {
		return all("additionalProperties").stream().anyMatch((part) -> Boolean.FALSE.equals(part.value()));
	}

	/** What all schemas say under a keyword, the outermost first. */
	List<Part> all(String keyword) {
		List<Part> all = new ArrayList<>();
		for (Part schema : this.members.written()) {
			Part part = schema.get(keyword);
			if (part != null) {
				all.add(part);
			}
		}
		return all;
	}

	/** What the outermost schema says under a keyword. */
	@Nullable Part first(String keyword) {
		List<Part> all = all(keyword);
		return all.isEmpty() ? null : all.getFirst();
	}

	/** The keywords that no comparison of their own has, with what the outermost says. */
	Map<String, Part> remaining() {
		Map<String, Part> remaining = new LinkedHashMap<>();
		for (Part schema : this.members.written()) {
			schema.entries().forEach((keyword, part) -> {
				if (!Keywords.COMPARED.contains(keyword)) {
					remaining.putIfAbsent(keyword, part);
				}
			});
		}
		return remaining;
	}

	/** Whether generators make a class of it. */
	boolean isGenerated() {
		return !this.properties.isEmpty() || this.values != null || !this.members.alternatives().isEmpty();
	}

}
