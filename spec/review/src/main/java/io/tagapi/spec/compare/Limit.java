package io.tagapi.spec.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * The bounds that a schema can set.
 */
enum Limit {

	MINIMUM("minimum", "number", false), MAXIMUM("maximum", "number", true), MIN_LENGTH("minLength", "string", false),
	MAX_LENGTH("maxLength", "string", true), MIN_ITEMS("minItems", "array", false),
	MAX_ITEMS("maxItems", "array", true), MIN_PROPERTIES("minProperties", "object", false),
	MAX_PROPERTIES("maxProperties", "object", true);

	/** Nobody means a number with more digits than this. */
	static final int MOST_DIGITS = 1_000;

	private static final BigDecimal UUID_LENGTH = BigDecimal.valueOf(36);

	private final String keyword;

	private final String type;

	private final boolean upper;

	Limit(String keyword, String type, boolean upper) {
		this.keyword = keyword;
		this.type = type;
		this.upper = upper;
	}

	String keyword() {
		return this.keyword;
	}

	/** The tightest bound of a schema, or null if there is none. */
	@Nullable Bound of(NormalSchema schema) {
		if (!schema.canBe(this.type) || schema.values() != null) {
			return null;
		}
		Bound tightest = null;
		for (Part written : schema.members().written()) {
			for (Bound bound : bounds(written, schema.isInteger())) {
				tightest = (tightest == null || compare(bound, tightest) > 0) ? bound : tightest;
			}
		}
		return (tightest == null || isImplied(tightest, schema)) ? null : tightest;
	}

	/** More than 0 if the first bound is tighter, less than 0 if it is looser. */
	int compare(@Nullable Bound some, @Nullable Bound other) {
		if (some == null || other == null) {
			return (some == null ? 0 : 1) - (other == null ? 0 : 1);
		}
		int order = this.upper ? other.value().compareTo(some.value()) : some.value().compareTo(other.value());
		return (order != 0) ? order : Boolean.compare(some.exclusive(), other.exclusive());
	}

	/** Whether a schema excludes a number. */
	boolean excludes(Part schema, BigDecimal number) {
		return bounds(schema, false).stream().anyMatch((bound) -> {
			int order = this.upper ? number.compareTo(bound.value()) : bound.value().compareTo(number);
			return order > 0 || (order == 0 && bound.exclusive());
		});
	}

	private List<Bound> bounds(Part schema, boolean integer) {
		Part inclusive = schema.get(this.keyword);
		Part exclusive = this.type.equals("number") ? schema.get(this.upper ? "exclusiveMaximum" : "exclusiveMinimum")
				: null;
		boolean flag = exclusive != null && exclusive.isTrue();
		if (this == MAX_ITEMS) {
			return maxItems(schema, inclusive);
		}
		Bound own = (inclusive != null) ? bound(inclusive, flag, integer) : null;
		Bound second = (exclusive != null && exclusive.value() instanceof Number) ? bound(exclusive, true, integer)
				: null;
		return (own == null) ? (second == null) ? List.of() : List.of(second)
				: (second == null) ? List.of(own) : List.of(own, second);
	}

	/** A list that forbids further items is as long as its first items say. */
	private List<Bound> maxItems(Part schema, @Nullable Part inclusive) {
		List<Bound> bounds = new ArrayList<>();
		if (inclusive != null) {
			bounds.add(bound(inclusive, false, false));
		}
		for (String keyword : List.of("items", "unevaluatedItems")) {
			Part further = schema.get(keyword);
			boolean evaluated = keyword.equals("unevaluatedItems") && schema.get("items") != null;
			if (further != null && Boolean.FALSE.equals(further.value()) && !evaluated) {
				bounds.add(new Bound(BigDecimal.valueOf(Pair.items(schema.get("prefixItems")).size()), false,
						keyword + " false", further));
			}
		}
		return bounds;
	}

	private Bound bound(Part part, boolean exclusive, boolean integer) {
		BigDecimal value = new BigDecimal(part.text());
		String text = (exclusive && part.name().equals(this.keyword)) ? part.name() + " " + part.text() + ", exclusive"
				: part.name() + " " + part.text();
		if (!integer || !this.type.equals("number")) {
			return new Bound(value, exclusive, text, part);
		}
		BigDecimal whole = value.setScale(0, this.upper ? RoundingMode.FLOOR : RoundingMode.CEILING);
		if (exclusive && whole.compareTo(value) == 0) {
			whole = this.upper ? whole.subtract(BigDecimal.ONE) : whole.add(BigDecimal.ONE);
		}
		return new Bound(whole, false, text, part);
	}

	/** Whether the bound excludes nothing that type and format do not exclude. */
	private boolean isImplied(Bound bound, NormalSchema schema) {
		Set<String> formats = schema.formats();
		return switch (this) {
			case MINIMUM -> schema.isInteger() && ((formats.contains("int32")
					&& bound.value().compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) <= 0)
					|| (formats.contains("int64") && bound.value().compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) <= 0));
			case MAXIMUM -> schema.isInteger() && ((formats.contains("int32")
					&& bound.value().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) >= 0)
					|| (formats.contains("int64") && bound.value().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0));
			case MAX_LENGTH -> formats.contains("uuid") && bound.value().compareTo(UUID_LENGTH) >= 0;
			case MIN_LENGTH ->
				bound.value().signum() <= 0 || (formats.contains("uuid") && bound.value().compareTo(UUID_LENGTH) <= 0);
			case MIN_PROPERTIES -> bound.value().compareTo(BigDecimal.valueOf(schema.required().size())) <= 0;
			case MIN_ITEMS -> bound.value().signum() <= 0;
			case MAX_ITEMS, MAX_PROPERTIES -> false;
		};
	}

	static double number(Part part) {
		return Double.parseDouble(part.text());
	}

	/**
	 * A bound as it is written.
	 *
	 * @param value the bound
	 * @param exclusive whether the bound itself is out of bounds
	 * @param text the bound for people
	 * @param part where it is written
	 */
	record Bound(BigDecimal value, boolean exclusive, String text, Part part) {
	}

}
