package io.tagapi.server.security;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where a claim is in a token: its name or, for one inside of another, the names with
 * dots between them. A name may have dots itself, as that of a URL does. Where there is
 * an array of objects, the path goes on in each.
 *
 * @param path such as {@code customer_ids}, {@code tenant.ids} or
 * {@code https://example.com/customers}
 */
record ClaimPath(String path) {

	/** Finds the value, whatever it is. */
	Optional<Object> find(Map<?, ?> claims) {
		return Optional.ofNullable(find(claims, this.path));
	}

	private static @Nullable Object find(@Nullable Object place, String path) {
		return switch (place) {
			case Map<?, ?> claims -> findInOne(claims, path);
			case Collection<?> several -> findInEach(several, path);
			case null, default -> null;
		};
	}

	private static @Nullable Object findInOne(Map<?, ?> claims, String path) {
		@Nullable Object value = claims.get(path);
		for (int dot = path.lastIndexOf('.'); value == null && dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
			value = find(claims.get(path.substring(0, dot)), path.substring(dot + 1));
		}
		return value;
	}

	private static @Nullable Object findInEach(Collection<?> several, String path) {
		List<?> values = several.stream()
			.map((each) -> find(each, path))
			.flatMap((value) -> (value instanceof Collection<?> inner) ? inner.stream() : Stream.ofNullable(value))
			.toList();
		return values.isEmpty() ? null : values;
	}

	/**
	 * Reads a value as a list of strings.
	 * @param value the value of a claim: a string with one or more, a whole number, or an
	 * array of these
	 * @param separator what is between several in one string
	 * @return the strings; nothing of what is neither
	 */
	static List<String> strings(Object value, Pattern separator) {
		return ((value instanceof Collection<?> several) ? several.stream() : Stream.of(value))
			.flatMap((each) -> switch (each) {
				case String text -> separator.splitAsStream(text);
				case Long number -> Stream.of(number.toString());
				case Integer number -> Stream.of(number.toString());
				case null, default -> Stream.<String>empty();
			})
			.filter((text) -> !text.isEmpty())
			.toList();
	}

	@Override
	public String toString() {
		return this.path;
	}

}
