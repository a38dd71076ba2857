package io.tagapi.spec.compare;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of schemas that are no longer where they were, and are not lost.
 */
final class Names {

	private final Set<String> moved = new HashSet<>();

	/** The schema has another name, or is written in the place where it is used. */
	void moved(String name) {
		this.moved.add(name);
	}

	boolean isMoved(String name) {
		return this.moved.contains(name);
	}

}
