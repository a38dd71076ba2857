package io.tagapi.server.tag;

import java.util.List;

import io.tagapi.server.customer.CustomerVersion;

/**
 * A page of tags.
 *
 * @param version the version of the customer's data that the page shows
 * @param total the number of all tags in the list
 * @param tags the tags of the page
 * @param hasMore whether tags follow
 */
record TagList(CustomerVersion version, long total, List<StoredTag> tags, boolean hasMore) {

	/**
	 * About how many bytes of memory the page takes, together with its JSON: its texts in
	 * both, and what surrounds them.
	 */
	int size() {
		return 700 + this.tags.stream().mapToInt((tag) -> 600 + 4 * textLength(tag)).sum();
	}

	private static int textLength(StoredTag tag) {
		return tag.name().length() + ((tag.description() != null) ? tag.description().length() : 0);
	}

}
