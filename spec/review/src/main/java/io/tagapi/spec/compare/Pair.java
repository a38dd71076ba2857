package io.tagapi.spec.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * The same thing in both contracts.
 *
 * @param before the part in the older contract, or null
 * @param after the part in the newer contract, or null
 */
record Pair(@Nullable Part before, @Nullable Part after) {

	Pair get(String key) {
		return new Pair((this.before != null) ? this.before.get(key) : null,
				(this.after != null) ? this.after.get(key) : null);
	}

	/** The keys of both, those of the newer contract first. */
	Set<String> keys() {
		Set<String> keys = new LinkedHashSet<>(entries(this.after).keySet());
		keys.addAll(entries(this.before).keySet());
		return keys;
	}

	static Map<String, Part> entries(@Nullable Part part) {
		return (part != null) ? part.entries() : Map.of();
	}

	static List<Part> items(@Nullable Part part) {
		return (part != null) ? part.items() : List.of();
	}

	static List<Part> one(@Nullable Part part) {
		return (part != null) ? List.of(part) : List.of();
	}

	Pair resolved() {
		return new Pair((this.before != null) ? this.before.resolved() : null,
				(this.after != null) ? this.after.resolved() : null);
	}

	boolean isAdded() {
		return this.before == null && this.after != null;
	}

	boolean isRemoved() {
		return this.before != null && this.after == null;
	}

	boolean inBoth() {
		return this.before != null && this.after != null;
	}

	/** Whether the values differ; the order of keys is no difference. */
	boolean differs() {
		return isAdded() || isRemoved() || !Values.same(valueBefore(), valueAfter());
	}

	@Nullable Object valueBefore() {
		return (this.before != null) ? this.before.value() : null;
	}

	@Nullable Object valueAfter() {
		return (this.after != null) ? this.after.value() : null;
	}

	@Nullable String textBefore() {
		return (this.before != null) ? this.before.text() : null;
	}

	@Nullable String textAfter() {
		return (this.after != null) ? this.after.text() : null;
	}

	boolean trueBefore() {
		return this.before != null && this.before.isTrue();
	}

	boolean trueAfter() {
		return this.after != null && this.after.isTrue();
	}

}
