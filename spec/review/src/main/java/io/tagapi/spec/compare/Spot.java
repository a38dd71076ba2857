package io.tagapi.spec.compare;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Where the comparison is: the direction of the data, and the place in words.
 *
 * @param direction which way the data goes
 * @param place the name of the thing, for people
 * @param shared whether the place names a shared schema, so that the direction has to be
 * said
 * @param general whether it concerns the whole contract, not one operation
 * @param parts the parts of both contracts, for their lines
 */
record Spot(Direction direction, String place, boolean shared, boolean general, Pair parts) {

	private static final Pair NOWHERE = new Pair(null, null);

	/** Which way data goes, seen from the client. */
	enum Direction {

		REQUEST, RESPONSE

	}

	static Spot contract(String place) {
		return new Spot(Direction.RESPONSE, place, false, true, NOWHERE);
	}

	static Spot operation(String place) {
		return new Spot(Direction.REQUEST, place, false, false, NOWHERE);
	}

	Spot at(String otherPlace) {
		return new Spot(this.direction, otherPlace, false, this.general, this.parts);
	}

	/** The same place, with the parts that stand there. */
	Spot on(Pair otherParts) {
		return new Spot(this.direction, this.place, this.shared, this.general, otherParts);
	}

	/** The same place on these parts; where there are none, on those that it has. */
	Spot on(@Nullable Part before, @Nullable Part after) {
		return (before != null || after != null) ? on(new Pair(before, after)) : this;
	}

	Spot requesting() {
		return new Spot(Direction.REQUEST, this.place, this.shared, this.general, this.parts);
	}

	Spot responding() {
		return new Spot(Direction.RESPONSE, this.place, this.shared, this.general, this.parts);
	}

	/** A named schema starts a place of its own, the same for all who refer to it. */
	Spot schema(String name) {
		return new Spot(this.direction, code(name), true, this.general, this.parts);
	}

	/** Something within the present place, e.g. a property. */
	Spot within(String suffix) {
		return new Spot(this.direction,
				this.place.endsWith("`") ? this.place.substring(0, this.place.length() - 1) + plain(suffix) + "`"
						: this.place + " " + code(suffix.startsWith(".") ? suffix.substring(1) : suffix),
				this.shared, this.general, this.parts);
	}

	String usage() {
		return !this.shared ? "" : isRequest() ? "in requests" : "in responses";
	}

	boolean isRequest() {
		return this.direction == Direction.REQUEST;
	}

	/** A name as Markdown's code. A backtick or line feed in it would end the code. */
	static String code(String text) {
		return "`" + plain(text) + "`";
	}

	private static String plain(String text) {
		return text.replace('`', '\u02cb').replaceAll("\\s+", " ");
	}

}
