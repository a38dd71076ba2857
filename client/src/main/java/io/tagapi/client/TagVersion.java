package io.tagapi.client;

import io.tagapi.client.model.Tag;

/**
 * A tag as it was at some time.
 *
 * @param tag the tag
 * @param etag stands for this state of the tag, for changes that are to be made to this
 * state only
 */
public record TagVersion(Tag tag, String etag) {
}
