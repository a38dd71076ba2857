package io.tagapi.spec.compare;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * The types that a value can have, without null.
 */
final class TypeSet {

	private TypeSet() {
	}

	/** The types that all schemas allow, or null for any. */
	static @Nullable Set<String> of(List<Part> written) {
		Set<String> types = null;
		for (Part schema : written) {
			Set<String> own = own(schema);
			if (own != null) {
				types = (types == null) ? own : both(types, own);
			}
		}
		return (types != null) ? types : implied(written);
	}

	private static @Nullable Set<String> own(Part schema) {
		Part type = schema.get("type");
		if (type == null) {
			return null;
		}
		Set<String> types = type.isList()
				? type.items().stream().map(Part::text).collect(Collectors.toCollection(TreeSet::new))
				: new TreeSet<>(Set.of(type.text()));
		types.remove("null");
		return types;
	}

	private static Set<String> both(Set<String> some, Set<String> others) {
		Set<String> both = new TreeSet<>(some);
		both.retainAll(others);
		if ((some.contains("integer") && others.contains("number"))
				|| (some.contains("number") && others.contains("integer"))) {
			both.add("integer");
		}
		return both;
	}

	/** Schemas that say what is in an object or a list mean one, whether they say so. */
	private static @Nullable Set<String> implied(List<Part> written) {
		for (Part schema : written) {
			if (schema.get("properties") != null || schema.get("additionalProperties") != null) {
				return Set.of("object");
			}
			if (schema.get("items") != null) {
				return Set.of("array");
			}
			if (schema.get("const") != null) {
				return Set.of(Values.type(schema.require("const").value()));
			}
			if (schema.get("enum") != null) {
				Set<String> types = Pair.items(schema.get("enum"))
					.stream()
					.map((item) -> Values.type(item.value()))
					.collect(Collectors.toCollection(TreeSet::new));
				types.remove("null");
				return types;
			}
		}
		return null;
	}

}
