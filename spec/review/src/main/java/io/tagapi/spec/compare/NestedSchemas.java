package io.tagapi.spec.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schemas under <code>not</code>, and under the keywords that OpenAPI 3.1
 * brings. Each of them allows less than its absence, and what is tighter within it is
 * tighter without, except for <code>not</code>, which turns that round, and for
 * <code>if</code>, which can do either.
 */
final class NestedSchemas {

	private static final List<String> SINGLE = List.of("contains", "unevaluatedItems", "contentSchema",
			"propertyNames");

	private static final List<String> BRANCHES = List.of("then", "else");

	private final Changes changes;

	private final SchemaComparison schemas;

	NestedSchemas(Changes changes, SchemaComparison schemas) {
		this.changes = changes;
		this.schemas = schemas;
	}

	void compare(NormalSchema before, NormalSchema after, Spot spot) {
		not(before, after, spot);
		unevaluatedProperties(pair("unevaluatedProperties", before, after), spot);
		SINGLE.forEach((keyword) -> same(keyword, pair(keyword, before, after), spot));
		timesContained(before, after, spot);
		conditions(before, after, spot);
		patternProperties(before, after, spot);
		prefixItems(before, after, spot);
		each(children(before, "dependentSchemas"), children(after, "dependentSchemas"),
				(name, schema) -> same("dependentSchemas " + name, schema, spot));
		each(children(before, "dependentRequired"), children(after, "dependentRequired"),
				(name, names) -> dependentRequired("dependentRequired " + name, names, spot));
	}

	private static Pair pair(String keyword, NormalSchema before, NormalSchema after) {
		return new Pair(constraint(before.first(keyword)), constraint(after.first(keyword)));
	}

	/** Nothing, for a schema that allows everything. */
	private static @Nullable Part constraint(@Nullable Part schema) {
		boolean contains = schema != null && schema.name().equals("contains");
		boolean any = schema != null && (Boolean.TRUE.equals(schema.value())
				|| (schema.isMap() && SchemaMembers.of(List.of(schema)).allowsAny()));
		return (any && !contains) ? null : schema;
	}

	private static Map<String, Part> children(NormalSchema schema, String keyword) {
		Part part = schema.first(keyword);
		Map<String, Part> children = new LinkedHashMap<>(Pair.entries(part));
		Pair.items(part).forEach((item) -> children.put(item.name(), item));
		return children;
	}

	private static void each(Map<String, Part> before, Map<String, Part> after, PairComparison comparison) {
		Set<String> names = new LinkedHashSet<>(after.keySet());
		names.addAll(before.keySet());
		names.forEach((name) -> comparison.compare(name, new Pair(before.get(name), after.get(name))));
	}

	private void not(NormalSchema before, NormalSchema after, Spot spot) {
		Pair not = new Pair(before.first("not"), after.first("not"));
		if (not.isAdded() || not.isRemoved()) {
			limit("not", not, not.isAdded(), spot);
		}
		else if (not.before() != null && not.after() != null && !isWording(not, spot)) {
			// What no longer is excluded is allowed, and the other way round.
			boolean loosened = includes(not.before(), not.after(), spot);
			boolean tightened = includes(not.after(), not.before(), spot);
			limit("not", not, (loosened || tightened) ? tightened : spot.isRequest(), spot);
		}
	}

	/**
	 * Whether one schema allows all that another one allows; false if nobody can tell.
	 */
	private boolean includes(Part wider, Part narrower, Spot spot) {
		Map<Object, String> all = values(wider);
		Map<Object, String> some = values(narrower);
		if (all != null && some != null) {
			return all.keySet().containsAll(some.keySet());
		}
		return changes(new Pair(narrower, wider), spot.requesting()).stream()
			.noneMatch((change) -> change.weight() == Weight.BREAKING);
	}

	private static @Nullable Map<Object, String> values(Part schema) {
		return NormalSchema.of(SchemaMembers.of(List.of(schema)), Spot.Direction.REQUEST).values();
	}

	private void limit(String keyword, Pair schema, boolean tightened, Spot spot) {
		this.changes.add(LimitComparison.rule(tightened, spot), spot.on(schema), show(keyword, schema.before()),
				show(keyword, schema.after()));
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

	/** How often a list has to have, and may have, items that it has to contain. */
	private void timesContained(NormalSchema before, NormalSchema after, Spot spot) {
		if (before.first("contains") != null && after.first("contains") != null) {
			Pair least = new Pair(before.first("minContains"), after.first("minContains"));
			int order = Double.compare(times(least.after(), 1), times(least.before(), 1));
			if (order != 0) {
				limit("minContains", least, order > 0, spot);
			}
			Pair most = new Pair(before.first("maxContains"), after.first("maxContains"));
			order = Double.compare(times(most.after(), Double.MAX_VALUE), times(most.before(), Double.MAX_VALUE));
			if (order != 0) {
				limit("maxContains", most, order < 0, spot);
			}
		}
	}

	private static double times(@Nullable Part part, double otherwise) {
		return (part != null && part.value() instanceof Number number) ? number.doubleValue() : otherwise;
	}

	/** A condition without consequences is none, and so is a consequence without one. */
	private void conditions(NormalSchema before, NormalSchema after, Spot spot) {
		boolean was = isConditional(before);
		boolean is = isConditional(after);
		Pair condition = new Pair(before.first("if"), after.first("if"));
		if (was && is) {
			if (!isWording(condition, spot)) {
				this.changes.add(BreakingRule.UNCLASSIFIED, spot.on(condition), show("if", condition.before()),
						show("if", condition.after()));
			}
			BRANCHES.forEach((keyword) -> same(keyword, pair(keyword, before, after), spot));
		}
		else if (was || is) {
			this.changes.add(LimitComparison.rule(is, spot), spot.on(condition), was ? condition(before) : "no if",
					is ? condition(after) : "no if");
		}
	}

	private static boolean isConditional(NormalSchema schema) {
		return schema.first("if") != null
				&& BRANCHES.stream().anyMatch((keyword) -> constraint(schema.first(keyword)) != null);
	}

	private static String condition(NormalSchema schema) {
		return List.of("if", "then", "else")
			.stream()
			.filter((keyword) -> schema.first(keyword) != null)
			.map((keyword) -> show(keyword, schema.first(keyword)))
			.collect(Collectors.joining(", "));
	}

	/** In an object that is closed otherwise, they allow more instead of less. */
	private void patternProperties(NormalSchema before, NormalSchema after, Spot spot) {
		each(children(before, "patternProperties"), children(after, "patternProperties"), (pattern, schema) -> {
			String keyword = "patternProperties " + pattern;
			boolean open = isOpen(before) && isOpen(after);
			if (schema.inBoth()
					|| (open && new Pair(constraint(schema.before()), constraint(schema.after())).differs())) {
				same(keyword, schema, spot);
			}
			else if (before.isClosed() && after.isClosed()) {
				limit(keyword, schema, schema.isRemoved(), spot);
			}
			else if (!open) {
				this.changes.add(BreakingRule.UNCLASSIFIED, spot.on(schema), show(keyword, schema.before()),
						show(keyword, schema.after()));
			}
		});
	}

	private static boolean isOpen(NormalSchema schema) {
		return !schema.isClosed() && schema.additional().isEmpty();
	}

	/** An item at the place of none of them is one of the others. */
	private void prefixItems(NormalSchema before, NormalSchema after, Spot spot) {
		each(children(before, "prefixItems"), children(after, "prefixItems"), (index, schema) -> {
			String keyword = "prefixItems " + index;
			Part old = schema.before();
			Part now = schema.after();
			if (old != null && now == null && !after.items().isEmpty()) {
				this.schemas.compare(List.of(old), after.items(), spot.within(" " + keyword));
			}
			else if (old == null && now != null && !before.items().isEmpty()) {
				this.schemas.compare(before.items(), List.of(now), spot.within(" " + keyword));
			}
			else if (!(old == null && isClosedList(before)) && !(now == null && isClosedList(after))) {
				same(keyword, new Pair(constraint(old), constraint(now)), spot);
			}
		});
	}

	private static boolean isClosedList(NormalSchema schema) {
		return schema.all("items").stream().anyMatch((items) -> Boolean.FALSE.equals(items.value()));
	}

	private void dependentRequired(String keyword, Pair names, Spot spot) {
		Set<String> old = Pair.items(names.before()).stream().map(Part::text).collect(Collectors.toSet());
		Set<String> now = Pair.items(names.after()).stream().map(Part::text).collect(Collectors.toSet());
		if (!old.equals(now)) {
			limit(keyword, names, old.containsAll(now) ? false : now.containsAll(old) || spot.isRequest(), spot);
		}
	}

	private void same(String keyword, Pair schema, Spot spot) {
		if (schema.before() != null && schema.after() != null && schema.before().isMap() && schema.after().isMap()) {
			this.schemas.compare(schema, spot.within(" " + keyword));
		}
		else if (schema.differs()) {
			// False allows less than any schema, and a schema less than its absence.
			limit(keyword, schema, schema.isAdded() || Boolean.FALSE.equals(schema.valueAfter()), spot);
		}
	}

	/** Whether nothing but words changed, behind references too. */
	private boolean isWording(Pair schema, Spot spot) {
		boolean bothSchemas = schema.before() != null && schema.before().isMap() && schema.after() != null
				&& schema.after().isMap();
		return bothSchemas ? changes(schema, spot).stream().allMatch((change) -> change.weight() == Weight.WORDING)
				: !schema.differs();
	}

	private List<Change> changes(Pair schema, Spot spot) {
		Changes nested = this.changes.separate();
		new SchemaComparison(nested).compare(schema, spot);
		ChangeList list = new ChangeList();
		list.collect(null, nested);
		return list.list();
	}

	/** Compares what has one name. */
	private interface PairComparison {

		void compare(String name, Pair both);

	}

}
