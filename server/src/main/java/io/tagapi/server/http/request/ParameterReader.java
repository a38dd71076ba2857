package io.tagapi.server.http.request;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the text of a parameter as the type that the contract gives it.
 */
final class ParameterReader {

	private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

	private static final Pattern UUID_TEXT = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private final Argument argument;

	private final Violations violations;

	/**
	 * A reader of one parameter.
	 * @param argument the parameter
	 * @param violations takes what is wrong
	 */
	ParameterReader(Argument argument, Violations violations) {
		this.argument = argument;
		this.violations = violations;
	}

	@Nullable Object read(List<String> texts) {
		if (this.argument.isList()) {
			return texts.isEmpty() ? null : list(texts);
		}
		if (texts.size() > 1) {
			this.violations.add(Violation.givenTwice(this.argument.in(), this.argument.name()));
			return null;
		}
		@Nullable String text = texts.isEmpty() ? this.argument.defaultValue() : texts.getFirst();
		return (text != null) ? value(text, null) : null;
	}

	/**
	 * Clients repeat the parameter or write commas, and some send an empty one for an
	 * empty list.
	 */
	private List<@Nullable Object> list(List<String> texts) {
		List<@Nullable Object> values = new ArrayList<>();
		for (String text : texts) {
			for (String element : StringUtils.commaDelimitedListToStringArray(text)) {
				if (!element.isBlank()) {
					values.add(value(element.strip(), values.size()));
				}
			}
		}
		return values;
	}

	private @Nullable Object value(String text, @Nullable Integer index) {
		Class<?> type = this.argument.valueType();
		if (type == String.class) {
			return string(text);
		}
		if (type == Integer.class) {
			return integer(text);
		}
		if (type == Boolean.class) {
			// R writes them in capitals.
			return oneOf(Stream.of(Boolean.TRUE, Boolean.FALSE), text.toLowerCase(Locale.ROOT), "must be ", " or ");
		}
		if (type == UUID.class) {
			return isUuid(text) ? UUID.fromString(text) : invalid(index, text, "must be a UUID");
		}
		if (type.isEnum()) {
			return oneOf(Stream.of(type.getEnumConstants()), text, "must be one of ", ", ");
		}
		throw new IllegalStateException("The contract has a type of parameter that is not read yet: " + type);
	}

	/** A text that is too long is not matched with a pattern, which may cost far more. */
	private @Nullable Object string(String text) {
		@Nullable Size size = this.argument.parameter().getParameterAnnotation(Size.class);
		return (size == null || text.codePointCount(0, text.length()) <= size.max()) ? text
				: invalid(null, null, ConstraintRule.size(size, true));
	}

	private @Nullable Object integer(String text) {
		if (!INTEGER.matcher(text).matches()) {
			return invalid(null, null, "must be an integer");
		}
		if (text.length() > 20 || new BigInteger(text).bitLength() >= Integer.SIZE) {
			return invalid(null, null, ConstraintRule.range(this.argument.parameter()));
		}
		return Integer.valueOf(text);
	}

	/** Generated enums have the contract's value for a text. */
	private @Nullable Object oneOf(Stream<?> allowed, String text, String prefix, String separator) {
		List<?> values = allowed.toList();
		for (Object value : values) {
			if (value.toString().equals(text)) {
				return value;
			}
		}
		return invalid(null, null,
				values.stream().map(Object::toString).collect(Collectors.joining(separator, prefix, "")));
	}

	private @Nullable Object invalid(@Nullable Integer index, @Nullable String text, String rule) {
		this.violations.add(new Violation(this.argument.in(), this.argument.name(), index,
				(index != null) ? text : null, rule, false));
		return null;
	}

	static boolean isUuid(String text) {
		return UUID_TEXT.matcher(text).matches();
	}

}
