package io.tagapi.spec.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The values of YAML scalars by the JSON schema of YAML 1.2, which OpenAPI prescribes.
 */
public final class Scalars {

	/** What numbers start with. */
	private static final String NUMERIC = "-0123456789";

	/**
	 * Numbers with more digits, and exponents of more than three, are read as text: to
	 * calculate with them would take all the time and memory there is.
	 */
	private static final int MOST_DIGITS = 1_000;

	private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

	private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

	private Scalars() {
	}

	/**
	 * The value of a scalar.
	 * @param node the scalar
	 * @return a string, a boolean, a {@link BigInteger}, a {@link BigDecimal} or null
	 */
	public static @Nullable Object value(ScalarNode node) {
		return (node.getScalarStyle() == ScalarStyle.PLAIN) ? plain(node.getValue()) : node.getValue();
	}

	private static @Nullable Object plain(String text) {
		return switch (text) {
			case "", "~", "null" -> null;
			case "true" -> true;
			case "false" -> false;
			default -> !NUMERIC.contains(text.substring(0, 1)) || text.length() > MOST_DIGITS ? text
					: INTEGER.matcher(text).matches() ? new BigInteger(text)
							: DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
		};
	}

}
