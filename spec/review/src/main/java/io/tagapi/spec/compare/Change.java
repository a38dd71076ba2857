package io.tagapi.spec.compare;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two contracts.
 *
 * @param rule the kind of change
 * @param place what changed, as a client knows it, e.g. <code>Tag.name</code>
 * @param usage where a shared thing is used, e.g. "in responses"; may be empty
 * @param before what was there, or null
 * @param after what is there now, or null
 * @param operations the operations that it concerns, none if it concerns the whole
 * contract
 */
public record Change(Rule rule, String place, String usage, @Nullable String before, @Nullable String after,
		List<String> operations) {

	public Weight weight() {
		return this.rule.weight();
	}

}
