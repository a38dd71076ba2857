package io.tagapi.spec.generated;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Grammar;
import io.tagapi.spec.document.Part;
import io.tagapi.spec.document.Pointers;
import io.tagapi.spec.edit.ContractEdit.Step;
import io.tagapi.spec.generated.Mutation.Effect;
import org.jspecify.annotations.Nullable;

/**
 * All mutations of all schemas of a contract.
 */
final class Mutations {

	private static final Map<String, List<String>> LIMITS = Map.of("string", List.of("minLength", "maxLength"),
			"integer", List.of("minimum", "maximum"), "array", List.of("minItems", "maxItems"), "object", List.of());

	private final List<Mutation> mutations = new ArrayList<>();

	static List<Mutation> of(Contract contract) {
		Mutations all = new Mutations();
		Grammar.openApi().walk(contract, (kind, part) -> {
			if (kind.equals("Schema") && part.reference() == null) {
				all.schema(part);
			}
		});
		return all.mutations;
	}

	private void schema(Part schema) {
		words(schema);
		Part type = schema.get("type");
		if (type != null) {
			typed(schema, type.text());
		}
		Part properties = schema.get("properties");
		if (properties != null) {
			properties.entries().forEach((name, property) -> property(schema, name));
		}
		Part values = schema.get("enum");
		if (values != null) {
			add(schema, Effect.OTHER, "remove", "enum", null);
			add(schema, Effect.VALUE, "add", "enum/-", "another");
		}
	}

	private void words(Part schema) {
		add(schema, Effect.WORDS, "add", "description", "Another description.");
		add(schema, Effect.WORDS, "add", "x-remark", "A remark.");
		add(schema, Effect.WORDS, "add", "title", "A title");
	}

	private void typed(Part schema, String type) {
		add(schema, Effect.OTHER, "replace", "type", type.equals("boolean") ? "string" : "boolean");
		boolean bounded = (schema.get("enum") == null && schema.get("format") == null) || type.equals("integer");
		for (String limit : bounded ? LIMITS.getOrDefault(type, List.of()) : List.<String>of()) {
			Part bound = schema.get(limit);
			if (bound != null) {
				limit(schema, limit, (BigInteger) Objects.requireNonNull(bound.value()));
			}
		}
		if (schema.get("format") == null && !type.equals("object") && !type.equals("array")) {
			add(schema, Effect.OTHER, "add", "format", "uri");
		}
		if (type.equals("string") && schema.get("pattern") == null && schema.get("enum") == null) {
			add(schema, Effect.FEWER, "add", "pattern", "^a*$");
			add(schema, Effect.FEWER, "add", "allOf", List.of(Map.of("pattern", "^a*$")));
		}
		if (type.equals("integer")) {
			add(schema, Effect.FEWER, "add", "multipleOf", BigInteger.valueOf(7));
			add(schema, Effect.FEWER, "add", "allOf", List.of(Map.of("minimum", BigInteger.valueOf(7))));
		}
		if (type.equals("array")) {
			add(schema, Effect.OTHER, "add", "uniqueItems", true);
		}
		boolean member = schema.pointer().contains("/allOf/") || schema.pointer().endsWith("/Page");
		if (schema.get("nullable") == null && schema.get("enum") == null && !member) {
			add(schema, Effect.MORE, "add", "nullable", true);
		}
	}

	private void limit(Part schema, String limit, BigInteger bound) {
		boolean upper = limit.startsWith("max");
		add(schema, upper ? Effect.MORE : Effect.FEWER, "replace", limit, bound.add(BigInteger.ONE));
		if (bound.signum() > 0
				&& !(limit.equals("minLength") && bound.equals(BigInteger.ONE) && schema.get("pattern") != null)) {
			add(schema, upper ? Effect.FEWER : Effect.MORE, "replace", limit, bound.subtract(BigInteger.ONE));
		}
	}

	private void property(Part schema, String name) {
		Part required = schema.get("required");
		boolean isRequired = required != null && required.items().stream().anyMatch((item) -> item.text().equals(name));
		if (!isRequired) {
			add(schema, Effect.LOST, "remove", "properties/" + Pointers.escape(name), null);
			add(schema, Effect.FEWER, "add", (required != null) ? "required/-" : "required",
					(required != null) ? name : List.of(name));
		}
	}

	private void add(Part schema, Effect effect, String op, String key, @Nullable Object value) {
		this.mutations.add(new Mutation(schema.pointer(), effect, new Step(op, schema.pointer() + "/" + key, value)));
	}

}
