package io.tagapi.spec.compare;

import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a parameter or header becomes text.
 */
final class Serialization {

	private static final Set<String> FORMS = Set.of("form", "spaceDelimited", "pipeDelimited");

	private Serialization() {
	}

	/**
	 * The serialization in words.
	 * @param parameter the parameter or header
	 * @param in where it is sent
	 * @return the same words for the same serialization
	 */
	static String of(Part parameter, String in) {
		Pair pair = new Pair(null, parameter);
		String style = pair.get("style").textAfter();
		String effective = (style != null) ? style : Set.of("query", "cookie").contains(in) ? "form" : "simple";
		Pair explode = pair.get("explode");
		boolean exploded = (explode.after() != null) ? explode.trueAfter() : effective.equals("form");
		if (isSingle(pair.get("schema").after())) {
			// Nothing to separate, so that the separators do not matter.
			effective = FORMS.contains(effective) ? "form" : effective;
			exploded = effective.equals("form");
		}
		else if (effective.equals("simple") && isNoObject(pair.get("schema").after())) {
			// Only the properties of an object would be written in another way.
			exploded = false;
		}
		return "style " + effective + (exploded ? ", exploded" : "")
				+ (pair.get("allowReserved").trueAfter() ? ", reserved characters allowed" : "")
				+ (pair.get("content").after() != null ? ", as a document" : "");
	}

	/** Compares how a parameter becomes text. */
	static void compare(Pair parameter, Changes changes, Spot spot) {
		if (parameter.before() != null && parameter.after() != null) {
			String before = of(parameter.before(), String.valueOf(parameter.get("in").textBefore()));
			String after = of(parameter.after(), String.valueOf(parameter.get("in").textAfter()));
			if (!before.equals(after)) {
				changes.add(BreakingRule.PARAMETER_STYLE_CHANGED, spot, before, after);
			}
		}
	}

	private static boolean isSingle(@Nullable Part schema) {
		NormalSchema normal = NormalSchema.of(SchemaMembers.of(Pair.one(schema)), Spot.Direction.REQUEST);
		return isNoObject(schema) && !normal.canBe("array");
	}

	private static boolean isNoObject(@Nullable Part schema) {
		NormalSchema normal = NormalSchema.of(SchemaMembers.of(Pair.one(schema)), Spot.Direction.REQUEST);
		return schema != null && normal.types() != null && !normal.canBe("object");
	}

}
