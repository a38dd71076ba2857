package io.tagapi.server.tag;

import org.jspecify.annotations.Nullable;

/**
 * What to change about a tag.
 *
 * @param name the new name, or nothing to keep it
 * @param changesDescription whether the description is changed
 * @param description the new description, or nothing to remove it; ignored unless it is
 * changed
 */
record TagChange(@Nullable String name, boolean changesDescription, @Nullable String description) {
}
