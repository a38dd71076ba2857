package io.tagapi.server.tag;

import java.util.UUID;

import io.tagapi.server.event.TagSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A tag to be created.
 *
 * @param id an id that no tag of the customer has
 * @param name the name
 * @param description what the tag is for, if that is said
 */
public record NewTag(UUID id, String name, @Nullable String description) {

	/** As the table has it for every tag that is inserted. */
	private static final String PREDEFINED_TYPE = "MANUAL";

	TagSnapshot snapshot(long now) {
		return new TagSnapshot(this.id, this.name, this.description, PREDEFINED_TYPE, 0, now, now);
	}

}
