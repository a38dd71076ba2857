package io.tagapi.spec.compare;

/**
 * Compares how clients tell alternatives apart.
 */
final class DiscriminatorComparison {

	private final Changes changes;

	DiscriminatorComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair discriminator, Spot spot) {
		if (!discriminator.inBoth()) {
			this.changes.add(BreakingRule.DISCRIMINATOR_CHANGED, spot, Show.value(discriminator.valueBefore()),
					Show.value(discriminator.valueAfter()));
			return;
		}
		Pair property = discriminator.get("propertyName");
		if (property.differs()) {
			this.changes.add(BreakingRule.DISCRIMINATOR_CHANGED, spot, property.textBefore(), property.textAfter());
		}
		Pair mapping = discriminator.get("mapping");
		for (String value : mapping.keys()) {
			Pair target = mapping.get(value);
			if (target.isAdded()) {
				this.changes.add(spot.isRequest() ? HarmlessRule.REQUEST_ALTERNATIVE_ADDED
						: BreakingRule.RESPONSE_ALTERNATIVE_ADDED, spot, null, value);
			}
			else if (target.differs()) {
				this.changes.add(BreakingRule.DISCRIMINATOR_CHANGED, spot, value + ": " + target.textBefore(),
						value + ": " + target.textAfter());
			}
		}
	}

}
