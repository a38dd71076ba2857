package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Collects the changes of one thing: an operation, or a schema that operations share. A
 * shared schema is compared once for each direction, however many refer to it.
 */
final class Changes {

	private final Map<Found, Change.Lines> found = new LinkedHashMap<>();

	private final List<Changes> shared = new ArrayList<>();

	private final Map<Object, Changes> known;

	private final Names names;

	Changes() {
		this(new HashMap<>(), new Names());
	}

	private Changes(Map<Object, Changes> known, Names names) {
		this.known = known;
		this.names = names;
	}

	void add(Rule rule, Spot spot) {
		add(rule, spot, null, null);
	}

	void add(Rule rule, Spot spot, @Nullable String before, @Nullable String after) {
		this.found.putIfAbsent(new Found(rule, spot.place(), spot.usage(), before, after, spot.general()),
				new Change.Lines(line(spot.parts().before()), line(spot.parts().after())));
	}

	/** Takes over what was found elsewhere. */
	void put(Found change, Change.Lines lines) {
		this.found.putIfAbsent(change, lines);
	}

	private static int line(@Nullable Part part) {
		return (part != null) ? part.line() : 0;
	}

	/** Changes of another thing in the same contracts. */
	Changes separate() {
		return new Changes(this.known, this.names);
	}

	/**
	 * Includes the changes of a shared thing.
	 * @param key identifies the thing
	 * @param comparison finds its changes, when nobody has met it before
	 */
	void include(Object key, Consumer<Changes> comparison) {
		Changes changes = this.known.get(key);
		if (changes == null) {
			changes = separate();
			this.known.put(key, changes);
			comparison.accept(changes);
		}
		this.shared.add(changes);
	}

	/** The names of schemas that are written in another place. */
	Names names() {
		return this.names;
	}

	Map<Found, Change.Lines> found() {
		return this.found;
	}

	List<Changes> shared() {
		return this.shared;
	}

	/**
	 * A difference, in whichever operation.
	 *
	 * @param rule the kind of change
	 * @param place the name of the thing that changed
	 * @param usage where a shared thing is used
	 * @param before the older text, or null
	 * @param after the newer text, or null
	 * @param general whether it concerns the whole contract
	 */
	record Found(Rule rule, String place, String usage, @Nullable String before, @Nullable String after,
			boolean general) {
	}

}
