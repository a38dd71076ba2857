package io.tagapi.server.http.request;

import java.util.List;

/**
 * An element of a list that breaks rules of the contract. Nothing is worded before a
 * response needs it: sentences take many times as much memory as the elements.
 *
 * @param list the name of the list
 * @param index its position, the first one if the list has it several times
 * @param text the element, as it was sent
 * @param brokenRules such as "must be 1 to 64 characters long"
 */
public record MalformedElement(String list, int index, String text, List<String> brokenRules) {

	/**
	 * The name of the list, the position and what stands around them and between rules.
	 */
	private static final int MAX_AROUND = 40;

	/** The most that one character of JSON takes as a part of a text in UTF-8. */
	private static final int MAX_CHARACTER = 3;

	/**
	 * Says what is wrong.
	 * @return such as "deviceIds[3] (a b) must consist of letters"; the element is named
	 * once and shortened if it is long
	 */
	public String problem() {
		String rules = String.join("; ", this.brokenRules);
		return new Violation(Argument.In.BODY, this.list, this.index, this.text, rules, false).name() + " " + rules;
	}

	/**
	 * How long a response can be that has the element and the problem as texts in JSON.
	 * @return a number of bytes that is not exceeded
	 */
	long maxBytes() {
		long textBytes = jsonBytes(this.text);
		long nameBytes = Math.min(textBytes, (long) Violation.NAMED_CHARACTERS * MAX_CHARACTER) + MAX_CHARACTER;
		long ruleBytes = this.brokenRules.stream().mapToLong((rule) -> jsonBytes(rule) + 2).sum();
		return textBytes + nameBytes + ruleBytes + jsonBytes(this.list) + MAX_AROUND;
	}

	private static long jsonBytes(String text) {
		return text.chars().mapToLong(MalformedElement::jsonBytes).sum();
	}

	private static int jsonBytes(int character) {
		if (character < 0x20) {
			return "\\u0000".length();
		}
		if (character < 0x80) {
			return (character == '"' || character == '\\') ? 2 : 1;
		}
		return (character < 0x800) ? 2 : MAX_CHARACTER;
	}

}
