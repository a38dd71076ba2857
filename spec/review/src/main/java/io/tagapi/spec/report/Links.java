package io.tagapi.spec.report;

import io.tagapi.spec.compare.Change;
import io.tagapi.spec.compare.ContractComparison;

/**
 * Where a change stands in the files.
 *
 * @param base what goes before the name of the file in a link, empty for no links
 */
record Links(String base) {

	/** Links of the setting <code>-Dlinks=…</code>. */
	static Links configured() {
		return new Links(System.getProperty("links", ""));
	}

	/** The file and line, the newer one where there is one; empty if it has no place. */
	String place(ContractComparison comparison, Change change) {
		Change.Lines lines = change.lines();
		if (lines.after() > 0) {
			return comparison.after().source() + ":" + lines.after();
		}
		return (lines.before() > 0) ? comparison.predecessor().source() + ":" + lines.before() : "";
	}

	/** The address of a place, empty if there are no links. */
	String address(String place) {
		int colon = place.lastIndexOf(':');
		return (this.base.isEmpty() || colon < 0) ? "" : this.base + (this.base.endsWith("/") ? "" : "/")
				+ place.substring(0, colon) + "#L" + place.substring(colon + 1);
	}

}
