package io.tagapi.server.tag;

import java.util.Objects;
import java.util.UUID;

import io.tagapi.api.model.Tag;
import io.tagapi.server.event.TagSnapshot;
import io.tagapi.server.http.response.EntityTags;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ETag;

/**
 * A tag as it is stored.
 *
 * @param id identifies the tag
 * @param name the name
 * @param nameKey the key by which it stands in the order of names
 * @param description what the tag is for, if that was said
 * @param predefinedType how the tag came about
 * @param assignedDeviceCount the number of devices that carry it
 * @param createdOn in epoch milliseconds
 * @param modifiedOn in epoch milliseconds; when the name or the description was last
 * changed
 */
record StoredTag(UUID id, String name, NameKey nameKey, @Nullable String description, String predefinedType,
		long assignedDeviceCount, long createdOn, long modifiedOn) {

	/**
	 * Changes whenever a response with the tag does: {@code modifiedOn} always grows, and
	 * besides what it stands for, only the count changes. After an older backup was
	 * restored, the same time may stand for other texts.
	 */
	ETag entityTag() {
		int texts = Objects.hash(this.name, this.description);
		return EntityTags.strong(this.modifiedOn, this.assignedDeviceCount, Integer.toUnsignedLong(texts));
	}

	Tag toModel() {
		return snapshot().toModel();
	}

	TagSnapshot snapshot() {
		return new TagSnapshot(this.id, this.name, this.description, this.predefinedType, this.assignedDeviceCount,
				this.createdOn, this.modifiedOn);
	}

}
