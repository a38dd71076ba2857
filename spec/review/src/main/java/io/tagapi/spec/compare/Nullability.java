package io.tagapi.spec.compare;

import java.util.List;

import io.tagapi.spec.document.Part;

/**
 * Whether null is a value of a schema.
 */
final class Nullability {

	private Nullability() {
	}

	static boolean of(SchemaMembers members) {
		if (members.orNull() || members.outermost().stream().allMatch(Nullability::isMarked)) {
			return true;
		}
		if (members.allowsAny()) {
			return true;
		}
		List<Part> deciding = members.written().stream().filter(Nullability::decides).toList();
		return !deciding.isEmpty() && deciding.stream().allMatch(Nullability::allowsNull);
	}

	/** Beside a reference, or around it, nullable is meant for what it refers to. */
	private static boolean isMarked(Part schema) {
		return schema.contract().isOpenApi30() && schema.reference() == null
				&& new Pair(null, schema).get("nullable").trueAfter();
	}

	private static boolean decides(Part schema) {
		return schema.get("type") != null || schema.get("nullable") != null || schema.get("enum") != null
				|| schema.get("const") != null;
	}

	private static boolean allowsNull(Part schema) {
		if (schema.contract().isOpenApi30()) {
			return new Pair(null, schema).get("nullable").trueAfter();
		}
		Part type = schema.get("type");
		boolean typed = type == null || type.text().equals("null")
				|| type.items().stream().anyMatch((item) -> item.text().equals("null"));
		Part values = schema.get("enum");
		boolean listed = values == null || values.items().stream().anyMatch((item) -> item.value() == null);
		Part constant = schema.get("const");
		return typed && listed && (constant == null || constant.value() == null);
	}

}
