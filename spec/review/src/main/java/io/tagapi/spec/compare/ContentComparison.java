package io.tagapi.spec.compare;

import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

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
		Map<String, Part> before = MediaTypes.ofBody(content.before());
		Map<String, Part> after = MediaTypes.ofBody(content.after());
		for (String mediaType : MediaTypes.names(before, after)) {
			Pair body = new Pair(before.get(mediaType), after.get(mediaType));
			Part range = (body.isRemoved() && spot.isRequest()) ? range(mediaType, after) : null;
			if (range != null) {
				compare(mediaType, new Pair(body.before(), range), spot);
			}
			else if (body.isRemoved()) {
				this.changes.add(BreakingRule.CONTENT_TYPE_REMOVED, spot.on(body), mediaType, null);
			}
			else if (body.isAdded()) {
				this.changes.add(HarmlessRule.CONTENT_TYPE_ADDED, spot.on(body), null, mediaType);
			}
			else {
				compare(mediaType, body, spot);
			}
		}
	}

	private void compare(String mediaType, Pair body, Spot spot) {
		new SchemaComparison(this.changes).compare(body.get("schema"), spot);
		new SchemaComparison(this.changes).compare(body.get("itemSchema"), spot);
		if (mediaType.startsWith("multipart/") || mediaType.equals("application/x-www-form-urlencoded")) {
			new EncodingComparison(this.changes).compare(body, spot);
		}
		new Remainder(this.changes).compare(body, COMPARED_ELSEWHERE, spot);
	}

	/** What is accepted of a media type by a range that it belongs to. */
	private static @Nullable Part range(String mediaType, Map<String, Part> content) {
		return content.entrySet()
			.stream()
			.filter((entry) -> MediaTypes.covers(entry.getKey(), mediaType))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

}
