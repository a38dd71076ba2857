package io.tagapi.server.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param field the parameter or property
 * @param index the position in the list, if it is about an element of one
 * @param value the text that is wrong; named with elements of lists, where the position
 * alone is hard to find
 * @param rule what the contract wants, to be read after the name of the field
 * @param missing whether something required is not there
 */
record Violation(String field, @Nullable Integer index, @Nullable String value, String rule, boolean missing) {

	/** More elements of one list are counted, not named. */
	private static final int NAMED_ELEMENTS = 5;

	private static final int NAMED_CHARACTERS = 64;

	static Violation missing(String field) {
		return new Violation(field, null, null, "is required", true);
	}

	static Violation invalid(String field, String rule) {
		return new Violation(field, null, null, rule, false);
	}

	/**
	 * Whether the other one is about the same value, or about the list that this one's
	 * value is in.
	 */
	boolean isCoveredBy(Violation other) {
		return this.field.equals(other.field) && (other.index == null || other.index.equals(this.index));
	}

	boolean isAboutElementOf(String list) {
		return this.index != null && this.field.equals(list);
	}

	/**
	 * Tells about all violations in one sentence.
	 * @param violations at least one
	 * @return such as "customerId is required; pageSize must be between 1 and 100"
	 */
	static String describe(List<Violation> violations) {
		Map<List<String>, List<Violation>> byRule = new LinkedHashMap<>();
		for (Violation violation : violations) {
			byRule.computeIfAbsent(List.of(violation.field, violation.rule), (key) -> new ArrayList<>()).add(violation);
		}
		return byRule.values().stream().map(Violation::describeSame).collect(Collectors.joining("; "));
	}

	private static String describeSame(List<Violation> violations) {
		String named = violations.stream().limit(NAMED_ELEMENTS).map(Violation::name).collect(Collectors.joining(", "));
		int more = violations.size() - NAMED_ELEMENTS;
		return named + ((more > 0) ? " and " + more + " more " : " ") + violations.getFirst().rule;
	}

	private String name() {
		if (this.index == null) {
			return this.field;
		}
		return this.field + "[" + this.index + "]" + ((this.value != null) ? " (" + printable(this.value) + ")" : "");
	}

	private static String printable(String text) {
		String shortened = (text.length() > NAMED_CHARACTERS) ? text.substring(0, NAMED_CHARACTERS) + "…" : text;
		return shortened.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
	}

}
