package io.tagapi.server.tag;

import org.jspecify.annotations.Nullable;

/**
 * Which tags of a list are wanted.
 *
 * @param after the position that the page starts after, or nothing to start at the first
 * @param offset how many tags to leave out from there
 * @param size the most tags wanted
 */
record PageRequest(@Nullable Cursor after, long offset, int size) {

	static PageRequest numbered(int number, int size) {
		return new PageRequest(null, (long) number * size, size);
	}

	static PageRequest after(Cursor position, int size) {
		return new PageRequest(position, 0, size);
	}

}
