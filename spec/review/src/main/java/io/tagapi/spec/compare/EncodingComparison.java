package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares how the properties of a form are written. What is not said has the default of
 * OpenAPI.
 */
final class EncodingComparison {

	private final Changes changes;

	EncodingComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair body, Spot spot) {
		Pair encoding = body.get("encoding");
		NormalSchema before = schema(body.before(), spot);
		NormalSchema after = schema(body.after(), spot);
		Set<String> names = new LinkedHashSet<>(encoding.keys());
		for (String name : names) {
			Pair own = encoding.get(name);
			Spot here = spot.on(own).at("encoding of " + Spot.code(name) + " in " + spot.place());
			String old = encoding(own.before());
			String now = encoding(own.after());
			if (!old.equals(now)) {
				this.changes.add(BreakingRule.PARAMETER_STYLE_CHANGED, here, old, now);
			}
			contentTypes(contentTypes(own.before(), before.properties().get(name)),
					contentTypes(own.after(), after.properties().get(name)), here);
			new HeaderComparison(this.changes).compareAll(own.get("headers"), here, "the " + here.place());
		}
	}

	private static NormalSchema schema(@Nullable Part body, Spot spot) {
		return NormalSchema.of(SchemaMembers.of(Pair.one(new Pair(null, body).get("schema").after())),
				spot.direction());
	}

	private static String encoding(@Nullable Part encoding) {
		Pair own = new Pair(null, encoding);
		String style = own.get("style").textAfter();
		String effective = (style != null) ? style : "form";
		Pair explode = own.get("explode");
		boolean exploded = (explode.after() != null) ? explode.trueAfter() : effective.equals("form");
		return "style " + effective + (exploded ? ", exploded" : "")
				+ (own.get("allowReserved").trueAfter() ? ", reserved characters allowed" : "");
	}

	private void contentTypes(Set<String> before, Set<String> after, Spot spot) {
		boolean widened = areCovered(before, after);
		boolean narrowed = areCovered(after, before);
		if (!widened || !narrowed) {
			boolean harmless = spot.isRequest() ? widened : narrowed;
			this.changes.add(harmless ? HarmlessRule.CONTENT_TYPE_ADDED : BreakingRule.CONTENT_TYPE_REMOVED, spot,
					String.join(", ", before), String.join(", ", after));
		}
	}

	private static boolean areCovered(Set<String> types, Set<String> ranges) {
		return types.stream().allMatch((type) -> ranges.stream().anyMatch((range) -> MediaTypes.covers(range, type)));
	}

	private static Set<String> contentTypes(@Nullable Part encoding, @Nullable Property property) {
		String own = new Pair(null, encoding).get("contentType").textAfter();
		String types = (own != null) ? own : contentType(property);
		return Stream.of(types.toLowerCase(Locale.ROOT).split(","))
			.map(String::strip)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String contentType(@Nullable Property property) {
		if (property == null) {
			return "text/plain";
		}
		NormalSchema schema = NormalSchema.of(SchemaMembers.of(property.schemas()), Spot.Direction.REQUEST);
		if (!schema.items().isEmpty()) {
			schema = NormalSchema.of(SchemaMembers.of(schema.items()), Spot.Direction.REQUEST);
		}
		boolean binary = List.of("binary", "byte").stream().anyMatch(schema.formats()::contains);
		return binary ? "application/octet-stream"
				: Set.of("object").equals(schema.types()) ? "application/json" : "text/plain";
	}

}
