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
}
