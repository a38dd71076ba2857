package io.tagapi.spec.compare;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Values as people read them.
 */
final class Show {

	private Show() {
	}

	static String value(@Nullable Object value) {
		return switch (value) {
			case null -> "none";
			case List<?> list -> list.stream().map(Show::value).collect(Collectors.joining(", ", "[", "]"));
			case Map<?, ?> map -> map.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + ": " + value(entry.getValue()))
				.collect(Collectors.joining(", ", "{", "}"));
			default -> value.toString();
		};
	}

}
