package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a value has to satisfy all at once: what is written, what it refers
 * to, and the members of <code>allOf</code>, each once.
 *
 * @param outermost the schemas where the value is described
 * @param written all schemas with keywords of their own, outer ones first
 * @param alternatives the choices among them
 * @param refers whether a reference was followed
 * @param orNull whether one of two alternatives is null, as OpenAPI 3.1 writes nullable
 * references
 */
record SchemaMembers(List<Part> outermost, List<Part> written, List<Alternatives> alternatives, boolean refers,
		boolean orNull) {

	static SchemaMembers of(Collection<Part> schemas) {
		return of(schemas, false);
	}

	/**
	 * The schemas that a value has to satisfy.
	 * @param schemas the schemas where the value is described
	 * @param single whether a choice with one alternative is none
	 * @return all schemas
	 */
	static SchemaMembers of(Collection<Part> schemas, boolean single) {
		Collector collector = new Collector(single);
		schemas.forEach(collector::add);
		return new SchemaMembers(List.copyOf(schemas), collector.written, collector.alternatives, collector.refers,
				collector.orNull);
	}

	/** Whether nothing is said about the value, but in words. */
	boolean allowsAny() {
		return this.alternatives.isEmpty() && this.written.stream()
			.allMatch((schema) -> !(!schema.isMap() && Boolean.FALSE.equals(schema.value())) && schema.entries()
				.keySet()
				.stream()
				.allMatch((key) -> Keywords.ANNOTATIONS.contains(key) || key.startsWith("x-") || key.equals("allOf")));
	}

	/**
	 * The name of the schema in generated code, or null if it is written in its place.
	 */
	@Nullable String name() {
		String name = null;
		for (Part schema : this.outermost) {
			String own = name(schema);
			if (own == null || (name != null && !name.equals(own))) {
				return null;
			}
			name = own;
		}
		return name;
	}

	/** A reference keeps its name within an allOf that adds nothing but words to it. */
	static @Nullable String name(Part schema) {
		if (schema.reference() != null) {
			return schema.referenceName();
		}
		for (String keyword : List.of("allOf", "oneOf", "anyOf")) {
			List<Part> members = new ArrayList<>(Pair.items(schema.get(keyword)));
			if (!keyword.equals("allOf")) {
				members.removeIf(SchemaMembers::isNull);
			}
			if (members.size() == 1 && schema.entries().keySet().stream().allMatch((key) -> addsNothing(key, keyword))
					&& (keyword.equals("allOf") || members.size() < Pair.items(schema.get(keyword)).size())) {
				return name(members.getFirst());
			}
		}
		return null;
	}

	/** What identifies an alternative: its name, or what is written in its place. */
	static String key(Part alternative) {
		String name = name(alternative);
		return (name != null) ? name : "inline " + Values.canonical(alternative.value());
	}

	private static boolean addsNothing(String key, String keyword) {
		return key.equals(keyword) || Keywords.ANNOTATIONS.contains(key) || key.startsWith("x-");
	}

	/** Whether a schema allows null and nothing else, in whichever words. */
	static boolean isNull(Part schema) {
		boolean isNull = false;
		for (Map.Entry<String, Part> entry : schema.entries().entrySet()) {
			Part part = entry.getValue();
			switch (entry.getKey()) {
				case "type" ->
					isNull |= part.isList() ? part.items().size() == 1 && part.items().getFirst().text().equals("null")
							: part.text().equals("null");
				case "const" -> isNull |= part.value() == null;
				case "enum" -> isNull |= part.items().size() == 1 && part.items().getFirst().value() == null;
				default -> {
					if (!Keywords.ANNOTATIONS.contains(entry.getKey()) && !entry.getKey().startsWith("x-")) {
						return false;
					}
				}
			}
		}
		return isNull;
	}

	/**
	 * Several kinds of value of which one is chosen.
	 *
	 * @param keyword oneOf or anyOf
	 * @param members the kinds, without null
	 */
	record Alternatives(String keyword, List<Part> members) {

		boolean hasSameKeys(Alternatives other) {
			return this.keyword.equals(other.keyword) && keys().equals(other.keys());
		}

		private Set<String> keys() {
			Set<String> keys = new HashSet<>();
			this.members.forEach((member) -> keys.add(key(member)));
			return keys;
		}

	}

	private static final class Collector {

		private final boolean single;

		private final Set<Part> seen = new HashSet<>();

		private final List<Part> written = new ArrayList<>();

		private final List<Alternatives> alternatives = new ArrayList<>();

		private boolean refers;

		private boolean orNull;

		private Collector(boolean single) {
			this.single = single;
		}

		void add(Part schema) {
			if (!this.seen.add(schema)) {
				return;
			}
			String reference = schema.reference();
			if (reference != null) {
				this.refers = true;
				if (!schema.contract().isOpenApi30() && schema.entries().size() > 1) {
					addOwn(schema);
				}
				add(schema.contract().target(reference));
				return;
			}
			addOwn(schema);
		}

		private void addOwn(Part schema) {
			this.written.add(schema);
			Pair.items(schema.get("allOf")).forEach(this::add);
			for (String keyword : List.of("oneOf", "anyOf")) {
				List<Part> all = Pair.items(schema.get(keyword));
				List<Part> members = all.stream().filter((member) -> !isNull(member)).toList();
				this.orNull |= members.size() < all.size();
				boolean isNone = all.size() > 1 || (this.single && schema.get("discriminator") == null);
				if (members.size() == 1 && isNone) {
					add(members.getFirst());
				}
				else if (!members.isEmpty()) {
					Alternatives choice = new Alternatives(keyword, members);
					// The same choice twice is one choice.
					if (this.alternatives.stream().noneMatch(choice::hasSameKeys)) {
						this.alternatives.add(choice);
					}
				}
			}
		}

	}

}
