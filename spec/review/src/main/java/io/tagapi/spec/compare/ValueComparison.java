package io.tagapi.spec.compare;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Compares what a single value is: its type, format and pattern, and whether it can be
 * null.
 */
final class ValueComparison {

	private final Changes changes;

	ValueComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		Spot here = spot.on(before.first("type"), after.first("type"));
		changed(BreakingRule.TYPE_CHANGED, types(before.types()), types(after.types()), here);
		changed(BreakingRule.TYPE_CHANGED, before.isSet() ? "set" : "list", after.isSet() ? "set" : "list",
				spot.on(before.first("uniqueItems"), after.first("uniqueItems")));
		changed(BreakingRule.FORMAT_CHANGED, show(before.formats()), show(after.formats()),
				spot.on(before.first("format"), after.first("format")));
		nullable(before.isNullable(), after.isNullable(), spot.on(before.first("nullable"), after.first("nullable")));
		patterns(before.patterns(), after.patterns(), spot.on(before.first("pattern"), after.first("pattern")));
	}

	private void changed(Rule rule, @Nullable String before, @Nullable String after, Spot spot) {
		if (!Objects.equals(before, after)) {
			this.changes.add(rule, spot, before, after);
		}
	}

	private static String types(@Nullable Set<String> types) {
		return (types == null) ? "any type" : String.join(" or ", types);
	}

	private static @Nullable String show(@Nullable Collection<String> texts) {
		return (texts == null || texts.isEmpty()) ? null : String.join(" and ", texts);
	}

	private void nullable(boolean was, boolean is, Spot spot) {
		if (is && !was) {
			this.changes.add(spot.isRequest() ? HarmlessRule.REQUEST_NULL_ALLOWED : BreakingRule.RESPONSE_NULL_POSSIBLE,
					spot);
		}
		else if (was && !is) {
			this.changes.add(spot.isRequest() ? BreakingRule.REQUEST_NULL_REFUSED : HarmlessRule.RESPONSE_NULL_EXCLUDED,
					spot);
		}
	}

	private void patterns(Set<String> before, Set<String> after, Spot spot) {
		if (before.equals(after)) {
			return;
		}
		Rule rule = switch (TextPattern.Relation.of(before, after)) {
			case SAME -> HarmlessRule.PATTERN_REWRITTEN;
			case WIDER -> !spot.isRequest() ? BreakingRule.PATTERN_CHANGED
					: after.isEmpty() ? HarmlessRule.REQUEST_PATTERN_REMOVED : HarmlessRule.REQUEST_PATTERN_WIDENED;
			case NARROWER -> spot.isRequest() ? BreakingRule.PATTERN_CHANGED : HarmlessRule.RESPONSE_PATTERN_NARROWED;
			case DIFFERENT -> BreakingRule.PATTERN_CHANGED;
		};
		this.changes.add(rule, spot, show(before), show(after));
	}

}
