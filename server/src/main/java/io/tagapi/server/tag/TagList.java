package io.tagapi.server.tag;

import java.util.List;

/**
 * A page of tags.
 *
 * @param total the number of all tags of the customer
 * @param tags the tags of the page
 * @param hasMore whether tags follow
 */
record TagList(long total, List<StoredTag> tags, boolean hasMore) {

	static final TagList EMPTY = new TagList(0, List.of(), false);

}
