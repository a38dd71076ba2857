package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Names that HTTP compares without regard to case: media types and headers.
 */
final class MediaTypes {

	private static final Pattern JSON_CHARSET = Pattern.compile(";charset=\"?utf-8\"?");

	private MediaTypes() {
	}

	/** The entries by their names in small letters. */
	static Map<String, Part> byName(@Nullable Part map) {
		Map<String, Part> byName = new LinkedHashMap<>();
		Pair.entries(map)
			.forEach((name, part) -> byName.putIfAbsent(name.toLowerCase(Locale.ROOT).replace(" ", ""), part));
		return byName;
	}

	/**
	 * The media types of a body by their names. A charset says nothing about JSON, which
	 * is UTF-8.
	 */
	static Map<String, Part> ofBody(@Nullable Part content) {
		Map<String, Part> types = new LinkedHashMap<>();
		byName(content).forEach((name, part) -> types
			.putIfAbsent(name.contains("json") ? JSON_CHARSET.matcher(name).replaceAll("") : name, part.resolved()));
		return types;
	}

	/** Whether a range such as image/* has a media type; each type has itself. */
	static boolean covers(String range, String mediaType) {
		return range.equals(mediaType) || range.equals("*/*")
				|| (range.endsWith("/*") && mediaType.startsWith(range.substring(0, range.length() - 1)));
	}

	/** The names of both, those of the newer contract first. */
	static Set<String> names(Map<String, Part> before, Map<String, Part> after) {
		Set<String> names = new LinkedHashSet<>(after.keySet());
		names.addAll(before.keySet());
		return names;
	}

}
