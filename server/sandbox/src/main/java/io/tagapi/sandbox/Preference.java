package io.tagapi.sandbox;

import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A preference of RFC 7240, with the values that the sandbox knows.
 */
final class Preference {

	private final Pattern pattern;

	/**
	 * A preference.
	 * @param name its name, in any case
	 * @param values a regular expression for its values, without groups
	 */
	Preference(String name, String values) {
		this.pattern = Pattern.compile("(?:^|,)\\s*" + name + "\\s*=\\s*(\"?)(" + values + ")\\1\\s*(?:[;,]|$)",
				Pattern.CASE_INSENSITIVE);
	}

	/** The value that a request prefers, unless that is an unknown one. */
	Optional<String> of(HttpServletRequest request) {
		Matcher matcher = this.pattern.matcher(String.join(", ", Collections.list(request.getHeaders("Prefer"))));
		return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
	}

}
