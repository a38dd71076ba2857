package io.tagapi.spec.compare;

import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;

/**
 * Compares the media types of a body, and the schema of each.
 */
final class ContentComparison {

	private static final Set<String> COMPARED_ELSEWHERE = Set.of("schema", "encoding", "itemSchema");

	private final Changes changes;

	ContentComparison(Changes changes) {
		this.changes = changes;
	}

	void compare(Pair content, Spot spot) {
		Map<String, Part> before = MediaTypes.byName(content.before());
		Map<String, Part> after = MediaTypes.byName(content.after());
		for (String mediaType : MediaTypes.names(before, after)) {
			Pair body = new Pair(before.get(mediaType), after.get(mediaType));
			if (body.isRemoved()) {
				this.changes.add(BreakingRule.CONTENT_TYPE_REMOVED, spot.on(body), mediaType, null);
			}
			else if (body.isAdded()) {
				this.changes.add(HarmlessRule.CONTENT_TYPE_ADDED, spot.on(body), null, mediaType);
			}
			else {
				new SchemaComparison(this.changes).compare(body.get("schema"), spot);
				new SchemaComparison(this.changes).compare(body.get("itemSchema"), spot);
				if (mediaType.startsWith("multipart/") || mediaType.equals("application/x-www-form-urlencoded")) {
					new EncodingComparison(this.changes).compare(body, spot);
				}
				new Remainder(this.changes).compare(body, COMPARED_ELSEWHERE, spot);
			}
		}
	}

}
