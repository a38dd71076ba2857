package io.tagapi.server.http.request;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;

/**
 * Reads strings, and nothing else as one. A feature extends it for a property whose text
 * has rules of its own.
 */
public class StringReader extends ScalarReader<String> {

	/** A reader of strings. */
	protected StringReader() {
		super(String.class);
	}

	@Override
	final @Nullable String read(String text, DeserializationContext context) {
		if (text.codePoints().anyMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
			reject("must not contain half a surrogate pair", context);
			return null;
		}
		return convert(text, context);
	}

	/**
	 * Converts a text that is valid Unicode.
	 * @param text the text as it was sent
	 * @param context the context in which a problem is reported
	 * @return the value, null if a problem was reported
	 */
	protected @Nullable String convert(String text, DeserializationContext context) {
		return text;
	}

	/**
	 * Reports that the text breaks a rule.
	 * @param rule the rule, such as "must be shorter"
	 * @param context the context of the reading
	 */
	protected static void reject(String rule, DeserializationContext context) {
		StrictJson.report(context, rule, null, false);
	}

}
