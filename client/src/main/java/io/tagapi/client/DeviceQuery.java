package io.tagapi.client;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which devices to find, by their tags. At least one of {@code allTags} and
 * {@code anyTags} has to name a tag, and each may name up to 10.
 *
 * <pre class="code">
 * DeviceQuery.tagged().withAll(scanner, floor2).without(onLoan)
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
	 * A query that names no tags yet. Every other method adds to a query, so that in a
	 * chain of them none is lost.
	 * @return the query
	 */
	public static DeviceQuery tagged() {
		return new DeviceQuery(List.of(), List.of(), List.of());
	}

	/**
	 * Those of the devices that carry all of these tags.
	 * @param tagIds the ids of the tags
	 * @return the query
	 */
	public DeviceQuery withAll(UUID... tagIds) {
		return new DeviceQuery(and(this.allTags, tagIds), this.anyTags, this.noTags);
	}

	/**
	 * Those of the devices that carry at least one of these tags, or of those that were
	 * given here before.
	 * @param tagIds the ids of the tags
	 * @return the query
	 */
	public DeviceQuery withAny(UUID... tagIds) {
		return new DeviceQuery(this.allTags, and(this.anyTags, tagIds), this.noTags);
	}

	/**
	 * Those of the devices that carry none of these tags.
	 * @param tagIds the ids of the tags
	 * @return the query
	 */
	public DeviceQuery without(UUID... tagIds) {
		return new DeviceQuery(this.allTags, this.anyTags, and(this.noTags, tagIds));
	}

	private static List<UUID> and(List<UUID> some, UUID... others) {
		return Stream.concat(some.stream(), Stream.of(others)).toList();
	}

}
