package io.tagapi.spec.command;

import java.nio.file.Files;
import java.nio.file.Path;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Version;

/**
 * Finds contracts by what people call them.
 *
 * @param spec the contract that is worked on, and its releases
 */
record ContractSource(SpecFolder spec) {

	/**
	 * Finds a contract.
	 * @param name a file, a released version, a git revision, or a revision and a path as
	 * in <code>git show</code>
	 * @return the contract
	 */
	Contract find(String name) {
		Path file = Path.of(name);
		if (Files.isRegularFile(file)) {
			return Contract.read(file, name);
		}
		Version version = Version.parse(name);
		if (version != null && Files.exists(this.spec.releases().file(version))) {
			return Contract.read(this.spec.releases().file(version), "spec/released/" + name + ".yaml");
		}
		String revision = name.contains(":") ? name : name + ":./openapi.yaml";
		String text = new Git(this.spec.root()).show(revision);
		if (text == null) {
			throw new RefusedException(name + " is no file, no released version and no git revision with a contract.");
		}
		return Contract.parse(revision.replace(":./", ":spec/"), text);
	}

	Contract newestRelease() {
		Path newest = this.spec.releases().newest();
		if (newest == null) {
			throw new RefusedException("Nothing has been released yet; say -Dfrom=… to compare with something else.");
		}
		return Contract.read(newest, "spec/released/" + newest.getFileName());
	}

}
