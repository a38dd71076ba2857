package io.tagapi.spec.compare;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Compares the schema of some data, and all schemas below it.
 */
final class SchemaComparison {

	private static final Set<String> DEFAULTS = Set.of("default", "x-default");

	private final Changes changes;

	private final Set<String> open;

	SchemaComparison(Changes changes) {
		this(changes, new HashSet<>());
	}

	private SchemaComparison(Changes changes, Set<String> open) {
		this.changes = changes;
		this.open = open;
	}

	void compare(Pair schema, Spot spot) {
		if (schema.before() == null || schema.after() == null) {
			if (schema.differs()) {
				this.changes.add(BreakingRule.TYPE_CHANGED, spot, Show.value(schema.valueBefore()),
						Show.value(schema.valueAfter()));
			}
			return;
		}
		EffectiveSchema before = EffectiveSchema.of(schema.before());
		EffectiveSchema after = EffectiveSchema.of(schema.after());
		String oldName = schema.before().referenceName();
		String newName = schema.after().referenceName();
		name(oldName, newName, before.isGenerated() || after.isGenerated(), spot);
		Spot here = (newName != null) ? spot.schema(newName) : spot;
		String key = oldName + ">" + newName;
		if (newName == null || this.open.add(key)) {
			compare(before, after, here);
			this.open.remove(key);
		}
	}

	private void name(@Nullable String before, @Nullable String after, boolean generatesClass, Spot spot) {
		if (Objects.equals(before, after)) {
			return;
		}
		if (before != null && after != null) {
			this.changes.add(BreakingRule.SCHEMA_RENAMED, Spot.contract(Spot.code(before)), before, after);
		}
		else if (generatesClass) {
			this.changes.add(BreakingRule.SCHEMA_RENAMED, spot, (before != null) ? before : "without a name",
					(after != null) ? after : "without a name");
		}
	}

	private void compare(EffectiveSchema before, EffectiveSchema after, Spot spot) {
		new PropertiesComparison(this.changes, this).compare(before, after, spot);
		Set<String> keywords = new LinkedHashSet<>(after.keywords().keySet());
		keywords.addAll(before.keywords().keySet());
		keywords.removeAll(DEFAULTS);
		new DefaultComparison(this.changes).compare(before, after, spot);
		for (String keyword : keywords) {
			keyword(keyword, before.keyword(keyword, after), spot);
		}
	}

	private void keyword(String keyword, Pair values, Spot spot) {
		switch (keyword) {
			case "items" -> compare(values, spot.within("[]"));
			case "oneOf", "anyOf" -> new AlternativesComparison(this.changes, this).compare(values, spot);
			case "discriminator" -> new DiscriminatorComparison(this.changes).compare(values, spot);
			case "additionalProperties" -> new AdditionalProperties(this.changes, this).compare(values, spot);
			case "enum", "x-extensible-enum" -> new ValuesComparison(this.changes).compare(keyword, values, spot);
			default -> {
				if (!values.differs()) {
					return;
				}
				if (Limit.isLimit(keyword)) {
					new LimitComparison(this.changes).compare(keyword, values, spot);
				}
				else {
					new KeywordComparison(this.changes).compare(keyword, values, spot);
				}
			}
		}
	}

}
