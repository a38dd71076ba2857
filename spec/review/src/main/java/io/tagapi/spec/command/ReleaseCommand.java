package io.tagapi.spec.command;

import java.time.LocalDate;
import java.time.ZoneOffset;

import io.tagapi.spec.gate.SpecFolder;

/**
 * Releases the working contract.
 *
 * @param spec the contract that is worked on, and its releases
 */
record ReleaseCommand(SpecFolder spec) {

	String run() {
		if (new Git(this.spec.root()).isDirty()) {
			throw new RefusedException("The working tree has changes; commit them before a release.");
		}
		Release release = Release.prepare(this.spec);
		if (!release.refusals().isEmpty()) {
			throw new RefusedException(String.join("\n", release.refusals()));
		}
		release.write(LocalDate.now(ZoneOffset.UTC));
		return "Released " + release.version() + ". Review and commit spec/released/" + release.version()
				+ ".yaml and spec/CHANGELOG.md.";
	}

}
