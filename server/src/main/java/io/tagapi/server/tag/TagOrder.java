package io.tagapi.server.tag;

/**
 * An order of tags. Those that are equal in the property are ordered by their ids, in the
 * same direction.
 *
 * @param property what they are ordered by
 * @param descending whether the greatest comes first
 */
record TagOrder(Property property, boolean descending) {

	/** The order of a list of which nothing else was said. */
	static final TagOrder DEFAULT = new TagOrder(Property.NAME, false);

	enum Property {

		NAME("name_key"), CREATED_ON("created_on"), MODIFIED_ON("modified_on"),
		ASSIGNED_DEVICE_COUNT("assigned_device_count");

		private final String column;

		Property(String column) {
			this.column = column;
		}

		String column() {
			return this.column;
		}

	}

}
