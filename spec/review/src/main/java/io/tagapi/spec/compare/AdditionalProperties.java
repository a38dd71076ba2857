package io.tagapi.spec.compare;

import io.tagapi.spec.document.Part;
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

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		boolean wasTyped = !before.additional().isEmpty() && !before.isClosed();
		boolean isTyped = !after.additional().isEmpty() && !after.isClosed();
		if (wasTyped && isTyped) {
			this.schemas.compare(before.additional(), after.additional(), spot.within(".*"));
			return;
		}
		String old = show(before, wasTyped);
		String now = show(after, isTyped);
		if (!old.equals(now)) {
			this.changes.add(rule(before.isClosed(), after.isClosed(), isTyped, spot),
					spot.on(part(before), part(after)), old, now);
		}
	}

	private static @Nullable Part part(NormalSchema schema) {
		return schema.first("additionalProperties");
	}

	private static String show(NormalSchema schema, boolean typed) {
		return "additionalProperties "
				+ (schema.isClosed() ? "false" : typed ? Show.value(schema.additional().getFirst().value()) : "true");
	}

	private static Rule rule(boolean wasClosed, boolean isClosed, boolean isTyped, Spot spot) {
		if (isClosed) {
			return BreakingRule.ADDITIONAL_PROPERTIES_CLOSED;
		}
		boolean widened = wasClosed || !isTyped;
		return (widened && spot.isRequest()) ? HarmlessRule.ADDITIONAL_PROPERTIES_OPENED
				: BreakingRule.ADDITIONAL_PROPERTIES_CHANGED;
	}

}
