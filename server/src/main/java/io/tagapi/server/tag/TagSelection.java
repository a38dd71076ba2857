package io.tagapi.server.tag;

import io.tagapi.server.http.request.CursorMark;
import org.jspecify.annotations.Nullable;

/**
 * Which tags to list, and in what order.
 *
 * @param text what their names have to contain, or nothing to list all
 * @param order their order
 */
record TagSelection(@Nullable String text, TagOrder order) {

	/** Whether it is the default listing: all tags by their names. */
	boolean isPlain() {
		return this.text == null && this.order.equals(TagOrder.DEFAULT);
	}

	/**
	 * Tells the cursors of this selection from those of others. It begins with a space,
	 * with which no name does; those of the default listing have none.
	 */
	String cursorMark() {
		if (isPlain()) {
			return "";
		}
		String selection = this.order.property() + " " + this.order.descending() + " "
				+ ((this.text != null) ? this.text : "");
		return " %08x ".formatted(CursorMark.of(selection));
	}

}
