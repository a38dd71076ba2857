package io.tagapi.client;

import java.util.List;
import java.util.UUID;

/**
 * Which devices to find, by their tags. At least one of {@code allTags} and
 * {@code anyTags} has to name a tag, and each may name up to 10.
 *
 * <pre class="code">
 * DeviceQuery.withAll(scanner, floor2).without(onLoan)
 * </pre>
 *
 * @param allTags tags that the devices carry all of
 * @param anyTags tags that the devices carry at least one of, if there are any
 * @param noTags tags that the devices carry none of
 */
public record DeviceQuery(List<UUID> allTags, List<UUID> anyTags, List<UUID> noTags) {

	/**
	 * Copies the lists.
	 */
	public DeviceQuery {
		allTags = List.copyOf(allTags);
		anyTags = List.copyOf(anyTags);
		noTags = List.copyOf(noTags);
	}

	/**
	 * The devices that carry all of these tags.
	 * @param tagIds the ids of the tags
	 * @return the query
	 */
	public static DeviceQuery withAll(UUID... tagIds) {
		return new DeviceQuery(List.of(tagIds), List.of(), List.of());
	}

	/**
	 * The devices that carry at least one of these tags.
	 * @param tagIds the ids of the tags
	 * @return the query
	 */
	public static DeviceQuery withAny(UUID... tagIds) {
		return new DeviceQuery(List.of(), List.of(tagIds), List.of());
	}

	/**
	 * Those of the devices that carry at least one of these tags as well.
	 * @param tagIds the ids of the tags
	 * @return the query
	 */
	public DeviceQuery andAny(UUID... tagIds) {
		return new DeviceQuery(this.allTags, List.of(tagIds), this.noTags);
	}

	/**
	 * Those of the devices that carry none of these tags.
	 * @param tagIds the ids of the tags
	 * @return the query
	 */
	public DeviceQuery without(UUID... tagIds) {
		return new DeviceQuery(this.allTags, this.anyTags, List.of(tagIds));
	}

}
