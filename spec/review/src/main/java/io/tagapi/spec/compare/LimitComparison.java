package io.tagapi.spec.compare;

import java.math.BigDecimal;
import java.util.List;

import io.tagapi.spec.compare.Limit.Bound;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares limits. A tighter one breaks requests, a looser one breaks responses.
 */
final class LimitComparison {

	private final Changes changes;

	LimitComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		for (Limit limit : Limit.values()) {
			Bound old = limit.of(before);
			Bound now = limit.of(after);
			int direction = limit.compare(now, old);
			if (direction != 0) {
				this.changes.add(rule(direction > 0, spot), spot.on(part(old), part(now)), show(limit.keyword(), old),
						show(limit.keyword(), now));
			}
		}
		multipleOf(before, after, spot);
	}

	static Rule rule(boolean tightened, Spot spot) {
		if (spot.isRequest()) {
			return tightened ? BreakingRule.REQUEST_LIMIT_TIGHTENED : HarmlessRule.REQUEST_LIMIT_LOOSENED;
		}
		return tightened ? HarmlessRule.RESPONSE_LIMIT_TIGHTENED : BreakingRule.RESPONSE_LIMIT_LOOSENED;
	}

	private void multipleOf(NormalSchema before, NormalSchema after, Spot spot) {
		if (!before.canBe("number") || !after.canBe("number")) {
			return;
		}
		BigDecimal old = divisor(before);
		BigDecimal now = divisor(after);
		if (old.compareTo(now) == 0) {
			return;
		}
		boolean tightened = isMultiple(now, old);
		boolean loosened = isMultiple(old, now);
		// Neither tighter nor looser: it is the direction that breaks.
		this.changes.add(rule((tightened || loosened) ? tightened : spot.isRequest(), spot), spot, show(old),
				show(now));
	}

	/** The least number of which all allowed numbers are multiples, or 0 for none. */
	private static BigDecimal divisor(NormalSchema schema) {
		List<Part> divisors = schema.canBe("number") && schema.values() == null ? schema.all("multipleOf") : List.of();
		BigDecimal common = schema.isInteger() ? BigDecimal.ONE : BigDecimal.ZERO;
		for (Part part : divisors) {
			BigDecimal divisor = new BigDecimal(part.text());
			common = (common.signum() == 0) ? divisor : leastCommonMultiple(common, divisor);
		}
		return common;
	}

	private static BigDecimal leastCommonMultiple(BigDecimal some, BigDecimal other) {
		if (some.signum() == 0 || other.signum() == 0) {
			return some.max(other);
		}
		int scale = Math.max(0, Math.max(some.scale(), other.scale()));
		var left = some.movePointRight(scale).toBigInteger();
		var right = other.movePointRight(scale).toBigInteger();
		return new BigDecimal(left.multiply(right).abs().divide(left.gcd(right))).movePointLeft(scale);
	}

	static boolean isMultiple(BigDecimal number, BigDecimal divisor) {
		return divisor.signum() == 0 || (number.signum() != 0 && number.remainder(divisor).signum() == 0);
	}

	private static @Nullable Part part(@Nullable Bound bound) {
		return (bound != null) ? bound.part() : null;
	}

	private static String show(String keyword, @Nullable Bound bound) {
		return (bound != null) ? bound.text() : "no " + keyword;
	}

	private static String show(BigDecimal divisor) {
		return (divisor.signum() == 0) ? "no multipleOf" : "multipleOf " + divisor.toPlainString();
	}

}
