package io.tagapi.spec.report;

import java.util.regex.Matcher;

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

	/**
	 * The address of a place, empty if there are no links. The file of another revision
	 * is where the last part of the base, the revision, is that one.
	 */
	String address(String place) {
		int colon = place.lastIndexOf(':');
		if (this.base.isEmpty() || colon < 0) {
			return "";
		}
		String folder = this.base.endsWith("/") ? this.base : this.base + "/";
		String file = place.substring(0, colon);
		int revision = file.indexOf(':');
		if (revision > 0) {
			folder = folder.replaceFirst("[^/]+/$", Matcher.quoteReplacement(file.substring(0, revision)) + "/");
		}
		return folder + file.substring(revision + 1).replace(" ", "%20") + "#L" + place.substring(colon + 1);
	}

}
