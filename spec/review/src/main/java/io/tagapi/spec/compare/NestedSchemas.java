package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schemas under <code>not</code>, and under the keywords that OpenAPI 3.1
 * brings.
 */
final class NestedSchemas {

	private static final List<String> SINGLE = List.of("contains", "then", "else", "unevaluatedItems", "contentSchema");

	private static final List<String> MANY = List.of("patternProperties", "prefixItems");

	/**
	 * A change below one of these can tighten or loosen: it is enough that there is one.
	 */
	private static final List<String> EITHER_WAY = List.of("if", "propertyNames", "dependentSchemas",
			"dependentRequired");

	private final Changes changes;

	private final SchemaComparison schemas;

	NestedSchemas(Changes changes, SchemaComparison schemas) {
		this.changes = changes;
		this.schemas = schemas;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		not(before, after, spot);
		unevaluatedProperties(new Pair(before.first("unevaluatedProperties"), after.first("unevaluatedProperties")),
				spot);
		SINGLE.forEach((keyword) -> same(keyword, new Pair(before.first(keyword), after.first(keyword)), spot));
		for (String keyword : MANY) {
			Pair many = new Pair(before.first(keyword), after.first(keyword));
			Map<String, Part> old = children(many.before());
			Map<String, Part> now = children(many.after());
			Set<String> names = new LinkedHashSet<>(now.keySet());
			names.addAll(old.keySet());
			names.forEach((name) -> same(keyword + " " + name, new Pair(old.get(name), now.get(name)), spot));
		}
		EITHER_WAY.forEach((keyword) -> opaque(keyword, new Pair(before.first(keyword), after.first(keyword)), spot));
	}

	private static Map<String, Part> children(@Nullable Part part) {
		Map<String, Part> children = new LinkedHashMap<>(Pair.entries(part));
		Pair.items(part).forEach((item) -> children.put(item.name(), item));
		return children;
	}

	private void not(NormalSchema before, NormalSchema after, Spot spot) {
		Pair not = new Pair(before.first("not"), after.first("not"));
		if (not.isAdded() || not.isRemoved()) {
			this.changes.add(LimitComparison.rule(not.isAdded(), spot), spot.on(not), show("not", not.before()),
					show("not", not.after()));
		}
		else {
			opaque("not", not, spot);
		}
	}

	private static String show(String keyword, @Nullable Part part) {
		return (part != null) ? keyword + " " + Show.value(part.value()) : "no " + keyword;
	}

	private void unevaluatedProperties(Pair unevaluated, Spot spot) {
		boolean was = Boolean.FALSE.equals(unevaluated.valueBefore());
		boolean is = Boolean.FALSE.equals(unevaluated.valueAfter());
		if (was || is) {
			if (was != is) {
				this.changes.add(
						is ? BreakingRule.ADDITIONAL_PROPERTIES_CLOSED
								: spot.isRequest() ? HarmlessRule.ADDITIONAL_PROPERTIES_OPENED
										: BreakingRule.ADDITIONAL_PROPERTIES_CHANGED,
						spot.on(unevaluated), "unevaluatedProperties " + !was, "unevaluatedProperties " + !is);
			}
			return;
		}
		same("unevaluatedProperties", unevaluated, spot);
	}

	private void same(String keyword, Pair schema, Spot spot) {
		if (schema.before() != null && schema.after() != null && schema.before().isMap() && schema.after().isMap()) {
			this.schemas.compare(schema, spot.within(" " + keyword));
		}
		else if (schema.differs()) {
			unclassified(keyword, schema, spot);
		}
	}

	private void opaque(String keyword, Pair schema, Spot spot) {
		if (schema.inBoth() ? !isWording(schema, spot) : schema.differs()) {
			unclassified(keyword, schema, spot);
		}
	}

	/** Whether nothing but words changed, behind references too. */
	private boolean isWording(Pair schema, Spot spot) {
		Changes nested = this.changes.separate();
		new SchemaComparison(nested).compare(schema, spot);
		ChangeList list = new ChangeList();
		list.collect(null, nested);
		boolean bothSchemas = schema.before() != null && schema.before().isMap() && schema.after() != null
				&& schema.after().isMap();
		return bothSchemas ? list.list().stream().allMatch((change) -> change.weight() == Weight.WORDING)
				: !schema.differs();
	}

	private void unclassified(String keyword, Pair values, Spot spot) {
		this.changes.add(BreakingRule.UNCLASSIFIED, spot.on(values), show(keyword, values.before()),
				show(keyword, values.after()));
	}

}
