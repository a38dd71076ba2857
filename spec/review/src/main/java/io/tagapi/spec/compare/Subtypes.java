package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import io.tagapi.spec.document.Pointers;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that inherit from one with a discriminator: a value of that schema is one
 * of theirs, though nothing refers to them.
 */
final class Subtypes {

	private static final String SCHEMAS = "/components/schemas/";

	private Subtypes() {
	}

	/**
	 * The subtypes of what is described in a place.
	 * @param outermost the schemas that describe it
	 * @return the schemas by their names, none if there is no discriminator, or if
	 * alternatives are written beside it
	 */
	static Map<String, Part> of(List<Part> outermost) {
		Part parent = (outermost.size() == 1) ? unwrapped(outermost.getFirst()) : null;
		if (parent == null || !parent.pointer().startsWith(SCHEMAS)) {
			return Map.of();
		}
		Part discriminator = parent.get("discriminator");
		if (discriminator == null || parent.get("oneOf") != null || parent.get("anyOf") != null) {
			return Map.of();
		}
		Map<String, Part> schemas = Pair.entries(parent.contract().find("/components/schemas"));
		Set<String> names = new LinkedHashSet<>();
		Pair.entries(discriminator.get("mapping")).values().forEach((target) -> names.add(name(target.text())));
		names.addAll(heirs(parent, schemas));
		Map<String, Part> subtypes = new LinkedHashMap<>();
		names.forEach((name) -> {
			Part subtype = schemas.get(name);
			if (subtype != null && subtype != parent) {
				subtypes.put(name, subtype);
			}
		});
		return subtypes;
	}

	/** The name of the schema that a value of a mapping leads to. */
	static String name(String target) {
		return Pointers.unescape(target.substring(target.lastIndexOf('/') + 1));
	}

	/** What a reference leads to, also within an allOf that adds nothing but words. */
	private static @Nullable Part unwrapped(Part schema) {
		Part resolved = schema.resolved();
		List<Part> members = Pair.items(resolved.get("allOf"));
		boolean wrapper = members.size() == 1 && SchemaMembers.name(resolved) != null;
		return wrapper ? unwrapped(members.getFirst()) : resolved;
	}

	private static Set<String> heirs(Part parent, Map<String, Part> schemas) {
		Map<Part, List<String>> children = new LinkedHashMap<>();
		schemas.forEach((name, schema) -> Pair.items(schema.get("allOf"))
			.forEach((member) -> children.computeIfAbsent(member.resolved(), (key) -> new ArrayList<>()).add(name)));
		Set<String> heirs = new LinkedHashSet<>();
		List<Part> open = new ArrayList<>(List.of(parent));
		while (!open.isEmpty()) {
			for (String name : children.getOrDefault(open.removeLast(), List.of())) {
				Part heir = schemas.get(name);
				if (heir != null && heirs.add(name)) {
					open.add(heir);
				}
			}
		}
		return heirs;
	}

}
