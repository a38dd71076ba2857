package io.tagapi.spec.compare;

import java.util.Set;

/**
 * Compares the links of a response, which tell where its values can be used.
 */
final class LinksComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("operationRef", "operationId", "parameters",
			"requestBody", "server");

	private final Changes changes;

	LinksComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair links, Spot spot) {
		for (String name : links.keys()) {
			Pair link = links.get(name).resolved();
			Spot here = spot.on(link).at("link " + Spot.code(name) + " of " + spot.place());
			if (link.isAdded()) {
				this.changes.add(HarmlessRule.LINK_ADDED, here);
			}
			else if (link.isRemoved()) {
				this.changes.add(BreakingRule.LINK_REMOVED, here);
			}
			else {
				for (String key : COMPARED_ELSEWHERE) {
					Pair value = link.get(key);
					if (value.differs()) {
						this.changes.add(BreakingRule.LINK_CHANGED, here.on(value), Show.value(value.valueBefore()),
								Show.value(value.valueAfter()));
					}
				}
				new Remainder(this.changes).compare(link, COMPARED_ELSEWHERE, here);
			}
		}
	}

}
