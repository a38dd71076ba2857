package io.tagapi.spec.lint;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.tagapi.spec.compare.Operation;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Grammar;
import io.tagapi.spec.document.Part;

/**
 * Rules that keep the clients of some generators from failing with their own defaults.
 */
final class ClientRules {

	/**
	 * An escape other than of punctuation, a group that is more than one, or no ASCII.
	 */
	private static final Pattern OF_SOME_DIALECTS = Pattern.compile("\\\\[A-Za-z0-9]|\\(\\?|\\[\\[:|[^ -~]");

	/**
	 * Formats for which generated code has a type of its own, and which say how long a
	 * text is.
	 */
	private static final Set<String> TYPED = Set.of("uuid", "date", "date-time");

	private static final int MOST_OF_AN_INTRODUCTION = 2_000;

	private ClientRules() {
	}

	/**
	 * ECMA, PCRE, Java, RE2, Rust, Python and .NET share literals, classes, groups and
	 * quantifiers. PCRE has no {@code \u0000}, and Ruby no {@code \x80} in UTF-8.
	 */
	static void patternDialect(Contract contract, BiConsumer<Part, String> breach) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			Part pattern = kind.equals("Schema") ? part.get("pattern") : null;
			if (pattern != null && OF_SOME_DIALECTS.matcher(pattern.text()).find()) {
				breach.accept(pattern, "not every dialect of regular expressions reads this pattern the same");
			}
		});
	}

	/** PHP's and Go's clients send a default that their user has not set. */
	static void sentDefaults(Contract contract, BiConsumer<Part, String> breach) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			Part value = kind.equals("Schema") ? part.get("default") : null;
			if (value != null) {
				breach.accept(value, "some clients send a default: say it in words and as x-default");
			}
		});
	}

	/** oapi-codegen gives the names of operations and "Response" to types of its own. */
	static void responseNames(Contract contract, BiConsumer<Part, String> breach) {
		for (Operation operation : Operation.all(contract)) {
			Part id = operation.part().get("operationId");
			if (id != null && !id.text().isEmpty()) {
				String name = id.text().substring(0, 1).toUpperCase(Locale.ROOT) + id.text().substring(1) + "Response";
				Part schema = contract.find("/components/schemas/" + name);
				if (schema != null) {
					breach.accept(schema, "generated Go has a type " + name + " of its own");
				}
			}
		}
	}

	/** R has one member, and Ruby one key, for each flow of a scheme. */
	static void oneFlow(Contract contract, BiConsumer<Part, String> breach) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			Part flows = kind.equals("SecurityScheme") ? part.get("flows") : null;
			if (flows != null && flows.entries().size() > 1) {
				breach.accept(flows, "give each flow a scheme of its own");
			}
		});
	}

	/** C# does not compile: it looks for the length of a Guid. */
	static void typedFormats(Contract contract, BiConsumer<Part, String> breach) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			if (kind.equals("Schema") && hasTypedFormat(part)) {
				Stream.of("minLength", "maxLength", "pattern")
					.map(part::get)
					.filter(Objects::nonNull)
					.forEach((limit) -> breach.accept(limit, "generated code has no text to which this could apply"));
			}
		});
	}

	static boolean hasTypedFormat(Part schema) {
		Part format = schema.get("format");
		return format != null && TYPED.contains(format.text());
	}

	/** Generators copy it into the head of every file that they make. */
	static void introduction(Contract contract, BiConsumer<Part, String> breach) {
		Part description = contract.find("/info/description");
		if (description != null && description.text().length() > MOST_OF_AN_INTRODUCTION) {
			breach.accept(description, "the introduction is longer than " + MOST_OF_AN_INTRODUCTION + " characters");
		}
	}

	/** Some tools look for it beside the schema, others within. */
	static void parameterExamples(Contract contract, BiConsumer<Part, String> breach) {
		Grammar.openApi().walk(contract, (kind, part) -> {
			Part schema = kind.equals("Parameter") && part.reference() == null ? part.get("schema") : null;
			if (schema != null && (part.get("example") == null || schema.resolved().get("example") == null)) {
				breach.accept(part, "the parameter has no example, or its schema has none");
			}
		});
	}

}
