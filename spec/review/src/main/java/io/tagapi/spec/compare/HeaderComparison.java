package io.tagapi.spec.compare;

import java.util.Set;

/**
 * Compares one header with itself.
 */
final class HeaderComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("required", "schema", "content", "style", "explode",
			"allowReserved", "allowEmptyValue");

	private final Changes changes;

	HeaderComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair header, Spot spot) {
		Pair required = header.get("required");
		if (required.trueBefore() != required.trueAfter()) {
			Rule request = required.trueAfter() ? BreakingRule.PARAMETER_REQUIRED : HarmlessRule.PARAMETER_OPTIONAL;
			Rule response = required.trueAfter() ? HarmlessRule.RESPONSE_HEADER_REQUIRED
					: BreakingRule.RESPONSE_HEADER_OPTIONAL;
			this.changes.add(spot.isRequest() ? request : response, spot.on(required));
		}
		if (header.before() != null && header.after() != null) {
			String before = Serialization.of(header.before(), "header");
			String after = Serialization.of(header.after(), "header");
			if (!before.equals(after)) {
				this.changes.add(BreakingRule.PARAMETER_STYLE_CHANGED, spot, before, after);
			}
		}
		new SchemaComparison(this.changes).compare(header.get("schema"), spot);
		new ContentComparison(this.changes).compare(header.get("content"), spot);
		new Remainder(this.changes).compare(header, COMPARED_ELSEWHERE, spot);
	}

}
