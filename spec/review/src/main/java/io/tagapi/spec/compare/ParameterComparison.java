package io.tagapi.spec.compare;

import java.util.Set;

/**
 * Compares one parameter with itself.
 */
final class ParameterComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("name", "in", "required", "schema", "content", "style",
			"explode", "allowReserved", "allowEmptyValue");

	private final Changes changes;

	ParameterComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair parameter, Spot spot) {
		required(parameter.get("required"), spot);
		emptyValue(parameter.get("allowEmptyValue"), spot);
		Serialization.compare(parameter, this.changes, spot);
		new SchemaComparison(this.changes).compare(parameter.get("schema"), spot);
		new ContentComparison(this.changes).compare(parameter.get("content"), spot);
		new Remainder(this.changes).compare(parameter, COMPARED_ELSEWHERE, spot);
	}

	private void required(Pair required, Spot spot) {
		if (required.trueAfter() && !required.trueBefore()) {
			this.changes.add(BreakingRule.PARAMETER_REQUIRED, spot.on(required));
		}
		else if (required.trueBefore() && !required.trueAfter()) {
			this.changes.add(HarmlessRule.PARAMETER_OPTIONAL, spot.on(required));
		}
	}

	private void emptyValue(Pair allowed, Spot spot) {
		if (allowed.trueBefore() != allowed.trueAfter()) {
			this.changes.add(allowed.trueAfter() ? HarmlessRule.EMPTY_VALUE_ALLOWED : BreakingRule.EMPTY_VALUE_REFUSED,
					spot.on(allowed));
		}
	}

}
