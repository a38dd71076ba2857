package io.tagapi.spec.lint;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Grammar;
import io.tagapi.spec.document.Part;

/**
 * Rules on schemas.
 */
final class SchemaRules {

	private SchemaRules() {
	}

	/**
	 * Inline enums become plain strings in generated servers, which let any value
	 * through.
	 */
	static void inlineEnums(Contract contract, BiConsumer<Part, String> breach) {
		forEachSchema(contract, (schema) -> {
			if (schema.get("enum") != null && !isComponent(schema)) {
				breach.accept(schema, "an enum must be a named schema");
			}
		});
	}

	/** Sets are not JSON: generated TypeScript clients cannot send them. */
	static void uniqueItems(Contract contract, BiConsumer<Part, String> breach) {
		forEachSchema(contract, (schema) -> {
			if (schema.get("uniqueItems") != null) {
				breach.accept(schema, "uniqueItems breaks TypeScript clients");
			}
		});
	}

	/**
	 * OpenAPI 3.0 ignores what stands beside a reference, and generators disagree on the
	 * rest.
	 */
	static void nullableReferences(Contract contract, BiConsumer<Part, String> breach) {
		forEachSchema(contract, (schema) -> {
			if (contract.isOpenApi30() && schema.reference() != null && schema.entries().size() > 1) {
				breach.accept(schema, "nothing may stand beside a $ref");
			}
			boolean composed = Stream.of("allOf", "oneOf", "anyOf").anyMatch((key) -> schema.get(key) != null);
			Part nullable = schema.get("nullable");
			if (nullable != null && nullable.isTrue() && (composed || isComponent(schema))) {
				breach.accept(schema, "a schema that others refer to, or that refers to others, cannot be nullable");
			}
		});
	}

	/** What has no limit can be made to fill the memory of the server, or of a client. */
	static void limits(Contract contract, BiConsumer<Part, String> breach) {
		forEachSchema(contract, (schema) -> {
			Part type = schema.get("type");
			if (type == null || schema.get("enum") != null || schema.get("const") != null
					|| ClientRules.hasTypedFormat(schema)) {
				return;
			}
			for (String one : type.isList() ? type.items().stream().map(Part::text).toList() : List.of(type.text())) {
				limits(one).filter((limit) -> isMissing(schema, limit))
					.forEach((limit) -> breach.accept(schema, "'" + schema.name() + "' has no " + limit));
			}
		});
	}

	private static Stream<String> limits(String type) {
		return switch (type) {
			case "string" -> Stream.of("maxLength");
			case "array" -> Stream.of("maxItems");
			case "integer", "number" -> Stream.of("minimum", "maximum");
			default -> Stream.of();
		};
	}

	private static boolean isMissing(Part schema, String limit) {
		String exclusive = "exclusive" + limit.substring(0, 1).toUpperCase(Locale.ROOT) + limit.substring(1);
		return schema.get(limit) == null && (schema.contract().isOpenApi30() || schema.get(exclusive) == null);
	}

	private static boolean isComponent(Part schema) {
		return schema.pointer().matches("/components/schemas/[^/]+");
	}

	private static void forEachSchema(Contract contract, Consumer<Part> visitor) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			if (kind.equals("Schema")) {
				visitor.accept(part);
			}
		});
	}

}
