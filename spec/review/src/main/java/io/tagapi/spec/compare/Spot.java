package io.tagapi.spec.compare;

import org.jspecify.annotations.Nullable;

/**
 * Where the comparison is: the operation, the direction of the data, and the place in
 * words.
 *
 * @param operation the operationId, or null for what concerns the whole contract
 * @param direction which way the data goes
 * @param place the name of the thing, for people
 * @param shared whether the place names a shared schema, so that the direction has to be
 * said
 */
record Spot(@Nullable String operation, Direction direction, String place, boolean shared) {

	/** Which way data goes, seen from the client. */
	enum Direction {

		REQUEST, RESPONSE

	}

	static Spot contract(String place) {
		return new Spot(null, Direction.RESPONSE, place, false);
	}

	static Spot operation(String operationId, String place) {
		return new Spot(operationId, Direction.REQUEST, place, false);
	}

	Spot at(String otherPlace) {
		return new Spot(this.operation, this.direction, otherPlace, false);
	}

	Spot responding() {
		return new Spot(this.operation, Direction.RESPONSE, this.place, this.shared);
	}

	/** A named schema starts a place of its own, the same for all who refer to it. */
	Spot schema(String name) {
		return new Spot(this.operation, this.direction, code(name), true);
	}

	/** Something within the present place, e.g. a property. */
	Spot within(String suffix) {
		return new Spot(this.operation, this.direction,
				this.place.endsWith("`") ? this.place.substring(0, this.place.length() - 1) + suffix + "`"
						: this.place + " " + code(suffix.startsWith(".") ? suffix.substring(1) : suffix),
				this.shared);
	}

	String usage() {
		return !this.shared ? "" : isRequest() ? "in requests" : "in responses";
	}

	boolean isRequest() {
		return this.direction == Direction.REQUEST;
	}

	static String code(String text) {
		return "`" + text + "`";
	}

}
