package io.tagapi.spec.compare;

import java.util.Set;

/**
 * Compares the media types of a body, and the schema of each.
 */
final class ContentComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("schema");

	private final Changes changes;

	ContentComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair content, Spot spot) {
		for (String mediaType : content.keys()) {
			Pair body = content.get(mediaType);
			if (body.isRemoved()) {
				this.changes.add(BreakingRule.CONTENT_TYPE_REMOVED, spot, mediaType, null);
			}
			else if (body.isAdded()) {
				this.changes.add(HarmlessRule.CONTENT_TYPE_ADDED, spot, null, mediaType);
			}
			else {
				new SchemaComparison(this.changes).compare(body.get("schema"), spot);
				new Remainder(this.changes).compare(body, COMPARED_ELSEWHERE, spot);
			}
		}
	}

}
