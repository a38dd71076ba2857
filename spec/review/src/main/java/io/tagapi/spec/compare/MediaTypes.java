package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Names that HTTP compares without regard to case: media types and headers.
 */
final class MediaTypes {

	private MediaTypes() {
	}

	/** The entries by their names in small letters. */
	static Map<String, Part> byName(@Nullable Part map) {
		Map<String, Part> byName = new LinkedHashMap<>();
		Pair.entries(map)
			.forEach((name, part) -> byName.putIfAbsent(name.toLowerCase(Locale.ROOT).replace(" ", ""), part));
		return byName;
	}

	/** The names of both, those of the newer contract first. */
	static Set<String> names(Map<String, Part> before, Map<String, Part> after) {
		Set<String> names = new LinkedHashSet<>(after.keySet());
		names.addAll(before.keySet());
		return names;
	}

}
