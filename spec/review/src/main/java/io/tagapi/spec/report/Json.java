package io.tagapi.spec.report;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as JSON.
 */
final class Json {

	private static final JsonMapper JSON = JsonMapper.shared();

	private Json() {
	}

	/** On several lines. */
	static String pretty(@Nullable Object value) {
		return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
	}

	static String of(@Nullable Object value) {
		return JSON.writeValueAsString(value);
	}

}
