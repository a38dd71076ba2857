package io.tagapi.spec.compare;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Compares limits. A tighter one breaks requests, a looser one breaks responses.
 */
final class LimitComparison {

	private final Changes changes;

	LimitComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(String keyword, Pair values, Spot spot) {
		int direction = switch (keyword) {
			case "exclusiveMinimum", "exclusiveMaximum" -> Boolean.compare(values.trueAfter(), values.trueBefore());
			case "multipleOf" -> multipleOf(values, spot);
			default -> bound(keyword, values);
		};
		if (direction != 0) {
			this.changes.add(rule(direction > 0, spot.isRequest()), spot, show(keyword, values.textBefore()),
					show(keyword, values.textAfter()));
		}
	}

	private static Rule rule(boolean tightened, boolean request) {
		if (request) {
			return tightened ? BreakingRule.REQUEST_LIMIT_TIGHTENED : HarmlessRule.REQUEST_LIMIT_LOOSENED;
		}
		return tightened ? HarmlessRule.RESPONSE_LIMIT_TIGHTENED : BreakingRule.RESPONSE_LIMIT_LOOSENED;
	}

	/** More than 0 if tightened, less than 0 if loosened. */
	private static int bound(String keyword, Pair values) {
		BigDecimal before = number(keyword, values.textBefore());
		BigDecimal after = number(keyword, values.textAfter());
		if (before == null || after == null) {
			return (before == null ? 0 : -1) + (after == null ? 0 : 1);
		}
		return Limit.isUpper(keyword) ? before.compareTo(after) : after.compareTo(before);
	}

	private static @Nullable BigDecimal number(String keyword, @Nullable String text) {
		BigDecimal number = (text != null) ? new BigDecimal(text) : null;
		return (number != null && number.signum() == 0 && Limit.isFromZero(keyword)) ? null : number;
	}

	/** A changed divisor is neither tighter nor looser; it is what breaks. */
	private static int multipleOf(Pair values, Spot spot) {
		if (values.inBoth()) {
			return spot.isRequest() ? 1 : -1;
		}
		return values.isAdded() ? 1 : -1;
	}

	private static String show(String keyword, @Nullable String value) {
		return (value != null) ? keyword + " " + value : "no " + keyword;
	}

}
