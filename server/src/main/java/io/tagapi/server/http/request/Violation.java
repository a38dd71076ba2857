package io.tagapi.server.http.request;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param in where the field is: a parameter and a property may have the same name
 * @param field the parameter or property
 * @param index the position in the list, if it is about an element of one
 * @param value the text that is wrong; named with elements of lists, where the position
 * alone is hard to find
 * @param rule what the contract wants, to be read after the name of the field
 * @param missing whether something required is not there
 */
record Violation(Argument.In in, String field, @Nullable Integer index, @Nullable String value, String rule,
		boolean missing) {

	/** The most characters of a text that are named. */
	static final int NAMED_CHARACTERS = 64;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

	static Violation missing(Argument.In in, String field) {
		return new Violation(in, field, null, null, "is required", true);
	}

	static Violation givenTwice(Argument.In in, String field) {
		return invalid(in, field, "must be given only once");
	}

	static Violation invalid(Argument.In in, String field, String rule) {
		return new Violation(in, field, null, null, rule, false);
	}

	/**
	 * The field and, of an element, its position and its value.
	 * @return such as "deviceIds[3] (a b)", short and printable whatever the client sent
	 */
	String name() {
		if (this.index == null) {
			return printable(this.field);
		}
		return printable(this.field) + "[" + this.index + "]"
				+ ((this.value != null) ? " (" + printable(this.value) + ")" : "");
	}

	private static String printable(String text) {
		String shortened = (text.length() > NAMED_CHARACTERS) ? text.substring(0, NAMED_CHARACTERS) + "…" : text;
		return UNPRINTABLE.matcher(shortened).replaceAll("?");
	}

}
