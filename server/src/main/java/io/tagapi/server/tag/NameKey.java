package io.tagapi.server.tag;

import java.util.Locale;

/**
 * A name without its case: what has to be unique, and what tags are ordered by. It is
 * made here and not by the database, so that uniqueness and order depend on no collation
 * of the machine that the database runs on.
 *
 * @param value the name with its letters brought to one case
 */
public record NameKey(String value) {

	/**
	 * By way of upper case, which joins letters that have several lower-case forms, such
	 * as the two sigmas.
	 * @param name the name of a tag
	 * @return its key
	 */
	public static NameKey of(String name) {
		return new NameKey(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
	}

}
