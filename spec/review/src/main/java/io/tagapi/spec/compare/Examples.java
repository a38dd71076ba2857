package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * What examples show.
 */
final class Examples {

	private Examples() {
	}

	/**
	 * The values of <code>examples</code> by name, or of <code>example</code> without a
	 * name.
	 */
	static Map<String, @Nullable Object> byName(@Nullable Part examples) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		if (examples != null && examples.name().equals("examples") && examples.isMap()) {
			examples.entries().forEach((name, example) -> values.put(name, example.resolved().value()));
		}
		else if (examples != null) {
			values.put("", examples.value());
		}
		return values;
	}

	/** The codes of the error catalog that the examples of a body show. */
	static Set<String> codes(@Nullable Part mediaType) {
		Set<String> codes = new LinkedHashSet<>();
		if (mediaType != null) {
			collect(mediaType.get("example"), codes);
			for (Part example : Pair.entries(mediaType.get("examples")).values()) {
				collect(example.resolved().get("value"), codes);
			}
		}
		return codes;
	}

	private static void collect(@Nullable Part example, Set<String> codes) {
		Part code = (example != null) ? example.get("code") : null;
		if (code != null) {
			codes.add(code.text());
		}
	}

}
