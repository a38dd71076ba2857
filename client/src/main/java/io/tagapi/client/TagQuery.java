package io.tagapi.client;

import io.tagapi.client.model.SortOrder;
import io.tagapi.client.model.TagSortBy;
import org.jspecify.annotations.Nullable;

/**
 * Which tags to list, and in what order. What is {@code null} is left to the server's
 * default: all tags, in the order of their names.
 *
 * <pre class="code">
 * TagQuery.all().containing("floor").sortedBy(TagSortBy.ASSIGNED_DEVICE_COUNT).descending()
 * </pre>
 *
 * @param name a text that the name has to contain, without regard to case
 * @param sortBy what the tags are ordered by
 * @param sortOrder the direction of the order
 */
public record TagQuery(@Nullable String name, @Nullable TagSortBy sortBy, @Nullable SortOrder sortOrder) {

	/**
	 * All tags.
	 * @return the query, in the order of the names
	 */
	public static TagQuery all() {
		return new TagQuery(null, null, null);
	}

	/**
	 * Those of the tags whose name contains a text.
	 * @param text the text, of 1 to 100 characters, in place of any before; its case does
	 * not matter
	 * @return the query
	 */
	public TagQuery containing(String text) {
		return new TagQuery(text, this.sortBy, this.sortOrder);
	}

	/**
	 * The same tags in another order.
	 * @param property what to order them by; tags that are equal in it are ordered by
	 * their ids
	 * @return the query
	 */
	public TagQuery sortedBy(TagSortBy property) {
		return new TagQuery(this.name, property, this.sortOrder);
	}

	/**
	 * The same tags, the greatest first.
	 * @return the query
	 */
	public TagQuery descending() {
		return new TagQuery(this.name, this.sortBy, SortOrder.DESCENDING);
	}

}
