package io.tagapi.spec.compare;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Compares what an object says about properties that it does not name.
 */
final class AdditionalProperties {

	private final Changes changes;

	private final SchemaComparison schemas;

	AdditionalProperties(Changes changes, SchemaComparison schemas) {
		this.changes = changes;
		this.schemas = schemas;
	}

	void compare(Pair additional, Spot spot) {
		if (additional.before() != null && additional.before().isMap() && additional.after() != null
				&& additional.after().isMap()) {
			this.schemas.compare(additional, spot.within(".*"));
			return;
		}
		Object before = (additional.before() != null) ? additional.valueBefore() : true;
		Object after = (additional.after() != null) ? additional.valueAfter() : true;
		if (!Objects.equals(before, after)) {
			this.changes.add(rule(before, after, spot), spot, "additionalProperties " + Show.value(before),
					"additionalProperties " + Show.value(after));
		}
	}

	private static Rule rule(@Nullable Object before, @Nullable Object after, Spot spot) {
		if (Boolean.FALSE.equals(after)) {
			return BreakingRule.ADDITIONAL_PROPERTIES_CLOSED;
		}
		boolean widened = Boolean.FALSE.equals(before) || Boolean.TRUE.equals(after);
		return (widened && spot.isRequest()) ? HarmlessRule.ADDITIONAL_PROPERTIES_OPENED
				: BreakingRule.ADDITIONAL_PROPERTIES_CHANGED;
	}

}
