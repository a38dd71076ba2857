package io.tagapi.spec.compare;

import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;

/**
 * Compares headers.
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

	/**
	 * Compares headers whose owners know no more of them: those of responses to
	 * callbacks, and of parts of a body.
	 * @param headers by name
	 * @param spot what has them
	 * @param owner the same in words
	 */
	void compareAll(Pair headers, Spot spot, String owner) {
		Map<String, Part> before = MediaTypes.byName(headers.before());
		Map<String, Part> after = MediaTypes.byName(headers.after());
		for (String name : MediaTypes.names(before, after)) {
			Pair header = new Pair(before.get(name), after.get(name)).resolved();
			Spot here = spot.on(header).at("header " + Spot.code(name) + " of " + owner);
			if (header.inBoth()) {
				compare(header, here);
			}
			else if (header.isRemoved()) {
				this.changes.add(BreakingRule.PARAMETER_REMOVED, here);
			}
			else {
				this.changes.add(header.get("required").trueAfter() ? BreakingRule.REQUIRED_PARAMETER_ADDED
						: HarmlessRule.OPTIONAL_PARAMETER_ADDED, here);
			}
		}
	}

}
