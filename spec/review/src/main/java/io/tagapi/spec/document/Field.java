package io.tagapi.spec.document;

/**
 * What may stand under a key: one value of a kind, a list of them, or a map of them under
 * free keys.
 *
 * @param kind the kind of object or value
 * @param shape whether there is one or many
 * @param required whether the key must be there
 */
public record Field(String kind, Shape shape, boolean required) {

	static final Field OPEN = new Field(Grammar.ANY, Shape.ONE, false);

	/**
	 * Reads the short form of <code>openapi-objects.yaml</code>: "Server", "list Server",
	 * "map Server", with "!" when required.
	 */
	static Field parse(String text) {
		boolean required = text.endsWith("!");
		String type = required ? text.substring(0, text.length() - 1) : text;
		if (type.startsWith("list ")) {
			return new Field(type.substring(5), Shape.LIST, required);
		}
		return type.startsWith("map ") ? new Field(type.substring(4), Shape.MAP, required)
				: new Field(type, Shape.ONE, required);
	}

	/**
	 * One of the many.
	 * @return the field of a single item or value
	 */
	public Field single() {
		return new Field(this.kind, Shape.ONE, false);
	}

	/** How many values there are. */
	public enum Shape {

		ONE, LIST, MAP

	}

}
