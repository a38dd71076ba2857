package io.tagapi.spec.compare;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two contracts.
 *
 * @param rule the kind of change
 * @param place the name of the thing that changed, as a client knows it, e.g.
 * <code>Tag.name</code>
 * @param usage where a shared thing is used, e.g. "in responses"; may be empty
 * @param before the older text, or null
 * @param after the newer text, or null
 * @param operations the operations that it concerns, none if it concerns the whole
 * contract
 * @param lines where it stands in both files
 */
public record Change(Rule rule, String place, String usage, @Nullable String before, @Nullable String after,
		List<String> operations, Lines lines) {

	public Weight weight() {
		return this.rule.weight();
	}

	/**
	 * Lines of the two files.
	 *
	 * @param before the line in the older one, 0 if it is not there
	 * @param after the line in the newer one, 0 if it is not there
	 */
	public record Lines(int before, int after) {

		/** No place in the files. */
		public static final Lines NONE = new Lines(0, 0);

	}

}
