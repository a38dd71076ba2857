package io.tagapi.spec.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Values by the equality of JSON: numbers are equal however they are written, maps
 * whatever the order of their keys. Text and numbers differ.
 */
final class Values {

	private Values() {
	}

	static boolean same(@Nullable Object some, @Nullable Object other) {
		return Objects.equals(canonical(some), canonical(other));
	}

	static @Nullable Object canonical(@Nullable Object value) {
		return switch (value) {
			case BigInteger integer -> number(new BigDecimal(integer));
			case BigDecimal decimal -> number(decimal);
			case List<?> list -> list.stream().map(Values::canonical).map(Values::present).toList();
			case Map<?, ?> map -> {
				Map<Object, @Nullable Object> canonical = new LinkedHashMap<>();
				map.forEach((key, entry) -> canonical.put(key, canonical(entry)));
				yield canonical;
			}
			case null, default -> value;
		};
	}

	/** Lists without null, because Java's immutable ones have none. */
	private static Object present(@Nullable Object value) {
		return (value != null) ? value : Null.NULL;
	}

	private static BigDecimal number(BigDecimal number) {
		return (number.signum() == 0) ? BigDecimal.ZERO : number.stripTrailingZeros();
	}

	/** The name of the type of a value in JSON Schema. */
	static String type(@Nullable Object value) {
		return switch (value) {
			case null -> "null";
			case Boolean ignored -> "boolean";
			case BigInteger ignored -> "integer";
			case BigDecimal decimal -> (decimal.stripTrailingZeros().scale() <= 0) ? "integer" : "number";
			case List<?> ignored -> "array";
			case Map<?, ?> ignored -> "object";
			default -> "string";
		};
	}

	/** Null within a list. */
	private enum Null {

		NULL

	}

}
