package io.tagapi.server.tag;

import org.jspecify.annotations.Nullable;

/**
 * Which tags to list, and in what order.
 *
 * @param text what their names have to contain, or nothing to list all
 * @param order their order
 */
record TagSelection(@Nullable String text, TagOrder order) {

	/** Whether it is the list that most ask for: all tags by their names. */
	boolean isPlain() {
		return this.text == null && this.order.equals(TagOrder.DEFAULT);
	}

}
