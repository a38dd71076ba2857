package io.tagapi.server.tag;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of tags.
 *
 * @param state the state of the customer's data that the page shows
 * @param version the version of the customer's data that the page shows
 * @param total the number of all tags in the list
 * @param tags the tags of the page
 * @param hasMore whether tags follow
 */
record TagList(@Nullable String state, long version, long total, List<StoredTag> tags, boolean hasMore) {
}
