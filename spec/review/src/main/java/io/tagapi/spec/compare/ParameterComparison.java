package io.tagapi.spec.compare;

import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

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
		serialization(parameter, spot);
		new SchemaComparison(this.changes).compare(parameter.get("schema"), spot);
		new ContentComparison(this.changes).compare(parameter.get("content"), spot);
		new Remainder(this.changes).compare(parameter, COMPARED_ELSEWHERE, spot);
	}

	private void required(Pair required, Spot spot) {
		if (required.trueAfter() && !required.trueBefore()) {
			this.changes.add(BreakingRule.PARAMETER_REQUIRED, spot);
		}
		else if (required.trueBefore() && !required.trueAfter()) {
			this.changes.add(HarmlessRule.PARAMETER_OPTIONAL, spot);
		}
	}

	private void serialization(Pair parameter, Spot spot) {
		String before = serialization(parameter.before());
		String after = serialization(parameter.after());
		if (!before.equals(after)) {
			this.changes.add(BreakingRule.PARAMETER_STYLE_CHANGED, spot, before, after);
		}
	}

	private static String serialization(@Nullable Part parameter) {
		Pair pair = new Pair(null, parameter);
		String in = String.valueOf(pair.get("in").textAfter());
		String style = pair.get("style").textAfter();
		String effective = (style != null) ? style : Set.of("query", "cookie").contains(in) ? "form" : "simple";
		Pair explode = pair.get("explode");
		boolean exploded = (explode.after() != null) ? explode.trueAfter() : effective.equals("form");
		return "style " + effective + (exploded ? ", exploded" : "")
				+ (pair.get("allowReserved").trueAfter() ? ", reserved characters allowed" : "")
				+ (pair.get("allowEmptyValue").trueAfter() ? ", empty value allowed" : "")
				+ (pair.get("content").after() != null ? ", as a document" : "");
	}

}
