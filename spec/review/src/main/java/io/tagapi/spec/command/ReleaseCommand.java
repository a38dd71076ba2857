package io.tagapi.spec.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import io.tagapi.spec.gate.SpecFolder;

/**
 * Releases the working contract.
 *
 * @param spec the contract that is worked on, and its releases
 * @param without the house rules that are left out
 */
record ReleaseCommand(SpecFolder spec, Set<String> without) {

	String run() {
		List<String> uncommitted = new Git(this.spec.root()).uncommitted();
		if (!uncommitted.isEmpty()) {
			throw new RefusedException(
					"The working tree has changes; commit them before a release: " + String.join(", ", uncommitted));
		}
		Release release = Release.prepare(this.spec, this.without);
		if (!release.refusals().isEmpty()) {
			throw new RefusedException(String.join("\n", release.refusals()));
		}
		release.write(LocalDate.now(ZoneOffset.UTC));
		return "Released " + release.version() + ". Review and commit "
				+ SpecFolder.name(this.spec.releases().folder().resolve(release.version() + ".yaml")) + " and "
				+ SpecFolder.name(this.spec.changeLogFile()) + ".";
	}

}
