package io.tagapi.server.event;

import java.util.UUID;

import io.tagapi.api.model.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A tag at the time of an event. It is stored as JSON with these names, so they must not
 * change.
 *
 * @param id the id
 * @param name the name
 * @param description the description, if there is one
 * @param predefinedType who made the tag
 * @param assignedDeviceCount how many devices have it
 * @param createdOn epoch milliseconds
 * @param modifiedOn epoch milliseconds
 */
public record TagSnapshot(UUID id, String name, @Nullable String description, String predefinedType,
		long assignedDeviceCount, long createdOn, long modifiedOn) {

	/**
	 * The tag as the contract describes it.
	 * @return the tag for a response
	 */
	public Tag toModel() {
		return new Tag().id(this.id)
			.name(this.name)
			.description(this.description)
			.predefinedType(this.predefinedType)
			.assignedDeviceCount(this.assignedDeviceCount)
			.createdOn(this.createdOn)
			.modifiedOn(this.modifiedOn);
	}

}
