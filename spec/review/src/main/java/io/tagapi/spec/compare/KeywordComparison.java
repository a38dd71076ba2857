package io.tagapi.spec.compare;

/**
 * Compares what a schema says about a single value, other than limits.
 */
final class KeywordComparison {

	private final Changes changes;

	KeywordComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(String keyword, Pair values, Spot spot) {
		switch (keyword) {
			case "type" -> changed(BreakingRule.TYPE_CHANGED, values, spot);
			case "uniqueItems" ->
				this.changes.add(BreakingRule.TYPE_CHANGED, spot, kind(values.trueBefore()), kind(values.trueAfter()));
			case "format" -> changed(BreakingRule.FORMAT_CHANGED, values, spot);
			case "nullable" -> nullable(values, spot);
			case "readOnly", "writeOnly" ->
				this.changes.add(values.trueAfter() ? BreakingRule.DIRECTION_LIMITED : HarmlessRule.DIRECTION_FREED,
						spot, null, keyword + " " + values.trueAfter());
			case "pattern" -> pattern(values, spot);
			default -> new Remainder(this.changes).compare(keyword, values, spot);
		}
	}

	private static String kind(boolean unique) {
		return unique ? "set" : "list";
	}

	private void nullable(Pair values, Spot spot) {
		if (values.trueBefore() == values.trueAfter()) {
			return;
		}
		if (values.trueAfter()) {
			this.changes.add(spot.isRequest() ? HarmlessRule.REQUEST_NULL_ALLOWED : BreakingRule.RESPONSE_NULL_POSSIBLE,
					spot);
		}
		else {
			this.changes.add(spot.isRequest() ? BreakingRule.REQUEST_NULL_REFUSED : HarmlessRule.RESPONSE_NULL_EXCLUDED,
					spot);
		}
	}

	private void pattern(Pair values, Spot spot) {
		if (!values.inBoth()) {
			boolean harmless = spot.isRequest() ? values.isRemoved() : values.isAdded();
			changed(!harmless ? BreakingRule.PATTERN_CHANGED
					: spot.isRequest() ? HarmlessRule.REQUEST_PATTERN_REMOVED : HarmlessRule.RESPONSE_PATTERN_NARROWED,
					values, spot);
			return;
		}
		Rule rule = switch (TextPattern.Relation.of(String.valueOf(values.textBefore()),
				String.valueOf(values.textAfter()))) {
			case SAME -> HarmlessRule.PATTERN_REWRITTEN;
			case WIDER -> spot.isRequest() ? HarmlessRule.REQUEST_PATTERN_WIDENED : BreakingRule.PATTERN_CHANGED;
			case NARROWER -> spot.isRequest() ? BreakingRule.PATTERN_CHANGED : HarmlessRule.RESPONSE_PATTERN_NARROWED;
			case DIFFERENT -> BreakingRule.PATTERN_CHANGED;
		};
		changed(rule, values, spot);
	}

	private void changed(Rule rule, Pair values, Spot spot) {
		this.changes.add(rule, spot, values.textBefore(), values.textAfter());
	}

}
