package io.tagapi.server.event;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a request has changed.
 *
 * @param type the kind of change
 * @param tagIds the tags
 * @param deviceIds the requested devices, if it is about devices
 * @param changedCount how many pairs of a tag and a device have changed, if it is about
 * devices
 * @param tag the tag, if it is about one
 */
public record Change(EventType type, Collection<UUID> tagIds, @Nullable Collection<String> deviceIds,
		@Nullable Long changedCount, @Nullable TagSnapshot tag) {

	/**
	 * A tag has been created.
	 * @param tag the tag
	 * @return the change
	 */
	public static Change created(TagSnapshot tag) {
		return of(EventType.TAG_CREATED, tag);
	}

	/**
	 * A tag has been updated.
	 * @param tag the tag as it is now
	 * @return the change
	 */
	public static Change updated(TagSnapshot tag) {
		return of(EventType.TAG_UPDATED, tag);
	}

	/**
	 * A tag and its assignments have been deleted.
	 * @param tag the tag as it was
	 * @return the change
	 */
	public static Change deleted(TagSnapshot tag) {
		return of(EventType.TAG_DELETED, tag);
	}

	private static Change of(EventType type, TagSnapshot tag) {
		return new Change(type, List.of(tag.id()), null, null, tag);
	}

	/**
	 * Tags have been assigned to devices.
	 * @param tagIds the tags
	 * @param deviceIds the devices
	 * @param changedCount how many of the pairs are new
	 * @return the change
	 */
	public static Change assigned(Collection<UUID> tagIds, Collection<String> deviceIds, long changedCount) {
		return new Change(EventType.DEVICES_ASSIGNED, tagIds, deviceIds, changedCount, null);
	}

	/**
	 * Tags have been taken off devices.
	 * @param tagIds the tags
	 * @param deviceIds the devices
	 * @param changedCount how many of the pairs are gone
	 * @return the change
	 */
	public static Change unassigned(Collection<UUID> tagIds, Collection<String> deviceIds, long changedCount) {
		return new Change(EventType.DEVICES_UNASSIGNED, tagIds, deviceIds, changedCount, null);
	}

}
