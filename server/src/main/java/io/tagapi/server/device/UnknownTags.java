package io.tagapi.server.device;

import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import io.tagapi.server.http.error.ApiException;

/**
 * Rejects requests about tags that do not exist.
 */
final class UnknownTags {

	/** Further unknown tags are counted, not named. */
	private static final int NAMED_TAGS = 5;

	private UnknownTags() {
	}

	/**
	 * Demands that all tags exist.
	 * @param wanted the tags that the request names
	 * @param existing those of them that exist
	 * @throws ApiException 404 if one of the tags does not exist
	 */
	static void reject(Collection<UUID> wanted, Collection<UUID> existing) {
		TreeSet<UUID> unknown = new TreeSet<>(wanted);
		existing.forEach(unknown::remove);
		if (!unknown.isEmpty()) {
			String named = unknown.stream()
				.limit(NAMED_TAGS)
				.map((id) -> "tag " + id)
				.collect(Collectors.joining(", "));
			int more = unknown.size() - NAMED_TAGS;
			throw ApiException.notFound((more > 0) ? named + " and " + more + " more" : named);
		}
	}

}
