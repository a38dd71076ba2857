package io.tagapi.server.device;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.request.CursorMark;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are wanted, by their tags.
 *
 * @param all the tags of which they carry each
 * @param any the tags of which they carry at least one, unless there is none
 * @param none the tags of which they carry none
 * @param after the device that the page starts after, or nothing to start at the first
 * @param size the most devices wanted
 */
record DeviceSearch(SortedSet<UUID> all, SortedSet<UUID> any, SortedSet<UUID> none, @Nullable String after, int size) {

	/** So many assignments take as long to look at as a large request takes. */
	static final int MANY = 10_000;

	private static final Pattern MARKED_CURSOR = Pattern.compile("(?<mark>[0-9a-f]{8}):(?<device>.+)");

	static DeviceSearch of(@Nullable Collection<UUID> all, @Nullable Collection<UUID> any,
			@Nullable Collection<UUID> none, @Nullable String cursor, int size) {
		DeviceSearch first = new DeviceSearch(set(all), set(any), set(none), null, size);
		return (cursor != null) ? first.after(cursor) : first;
	}

	/**
	 * The page after a cursor. One that an earlier version has made is the id of a device
	 * alone, and is taken as it is.
	 * @throws ApiException 400 if the cursor belongs to other tags
	 */
	private DeviceSearch after(String cursor) {
		Matcher marked = MARKED_CURSOR.matcher(cursor);
		if (marked.matches() && !marked.group("mark").equals(cursorMark())) {
			throw ApiException.invalid("searchAfter belongs to other allTags, anyTags or noTags");
		}
		String deviceId = marked.matches() ? marked.group("device") : cursor;
		return new DeviceSearch(this.all, this.any, this.none, deviceId, this.size);
	}

	/** To clients it is opaque: the mark of these tags, and the id of the device. */
	String cursorAfter(TaggedDevice device) {
		return cursorMark() + ":" + device.id();
	}

	private String cursorMark() {
		return "%08x".formatted(CursorMark.of(this.all + " " + this.any + " " + this.none));
	}

	private static SortedSet<UUID> set(@Nullable Collection<UUID> tagIds) {
		return (tagIds != null) ? new TreeSet<>(tagIds) : new TreeSet<>();
	}

	/** All tags that the search is about. */
	SortedSet<UUID> tagIds() {
		SortedSet<UUID> tagIds = set(this.all);
		tagIds.addAll(this.any);
		tagIds.addAll(this.none);
		return tagIds;
	}

	/**
	 * The tags whose devices are gone through, to look at the others of each: as few
	 * devices as can be.
	 * @param deviceCounts the number of devices of each tag
	 * @return the rarest of the tags that all devices carry or, without those, the tags
	 * of which each device carries one
	 */
	Collection<UUID> drivers(Map<UUID, Long> deviceCounts) {
		return this.all.stream()
			.min(Comparator.comparing(deviceCounts::get))
			.map((rarest) -> (Collection<UUID>) List.of(rarest))
			.orElse(this.any);
	}

	/**
	 * Whether the search may have to look at many assignments before it has its page: for
	 * each device of the {@link #drivers}, one of each tag. A search for the devices of
	 * some tags, without another condition, ends with the page. Tags to leave out are
	 * one, also if they are among the others.
	 * @param deviceCounts the number of devices of each tag
	 * @param counted whether the devices of all pages are counted
	 * @return whether they are many
	 */
	boolean mayLookAtMany(Map<UUID, Long> deviceCounts, boolean counted) {
		Collection<UUID> drivers = drivers(deviceCounts);
		boolean endsWithThePage = !counted && this.none.isEmpty() && drivers.containsAll(tagIds());
		return !endsWithThePage && drivers.stream().mapToLong(deviceCounts::get).sum() * tagIds().size() >= MANY;
	}

}
