package io.tagapi.spec.document;

import java.util.Locale;
import java.util.Objects;

/**
 * Checks that a file is OpenAPI: known keys, all that are required, with values of the
 * right kind.
 */
final class GrammarCheck {

	private final Grammar grammar;

	GrammarCheck(Grammar grammar) {
		this.grammar = grammar;
	}

	void check(Contract contract) {
		check(contract, contract.root(), Grammar.ROOT);
	}

	private void check(Contract contract, Part part, Field field) {
		switch (field.shape()) {
			case LIST -> {
				expect(contract, part, part.isList(), "a list");
				part.items().forEach((item) -> check(contract, item, field.single()));
			}
			case MAP -> {
				expect(contract, part, part.isMap(), "a map");
				part.entries().forEach((key, value) -> {
					if (!Grammar.isExtension(part, key)) {
						check(contract, value, field.single());
					}
				});
			}
			case ONE -> checkOne(contract, part, field.kind());
		}
	}

	private void checkOne(Contract contract, Part part, String kind) {
		if (!this.grammar.isObject(kind)) {
			String expected = ValueKind.expected(kind, part);
			expect(contract, part, expected == null, Objects.requireNonNullElse(expected, ""));
			return;
		}
		if (part.get("$ref") != null || (kind.equals("Additional") && part.value() instanceof Boolean)) {
			return;
		}
		if (!part.isMap()) {
			expect(contract, part, false, article(kind));
		}
		part.entries().forEach((key, child) -> {
			if (!key.startsWith("x-")) {
				check(contract, child, known(contract, child, kind));
			}
		});
		this.grammar.required(kind).forEach((key) -> {
			if (part.get(key) == null) {
				throw problem(contract, part, article(kind) + " needs the key '" + key + "'");
			}
		});
	}

	private Field known(Contract contract, Part part, String kind) {
		if (!this.grammar.knows(kind, part.name())) {
			throw problem(contract, part, "'" + part.name() + "' is no key of " + article(kind));
		}
		return this.grammar.field(kind, part.name());
	}

	static String article(String kind) {
		String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
		return switch (kind) {
			case "OpenApi" -> "an OpenAPI document";
			case "Additional" -> "a schema";
			default -> (("aeio".indexOf(words.charAt(0)) >= 0) ? "an " : "a ") + words;
		};
	}

	private static void expect(Contract contract, Part part, boolean satisfied, String expected) {
		if (!satisfied) {
			throw problem(contract, part, "'" + part.name() + "' must be " + expected);
		}
	}

	private static UnreadableContractException problem(Contract contract, Part part, String problem) {
		return new UnreadableContractException(contract.source(), part.line(),
				"not OpenAPI " + contract.dialect() + ": " + problem);
	}

}
