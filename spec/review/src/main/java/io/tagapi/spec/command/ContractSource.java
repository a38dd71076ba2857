package io.tagapi.spec.command;

import java.nio.file.Files;
import java.nio.file.Path;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.gate.Version;
import org.jspecify.annotations.Nullable;

/**
 * Finds contracts by what people call them.
 *
 * @param spec the contract that is worked on, and its releases, or null if there is none
 * here
 */
record ContractSource(@Nullable SpecFolder spec) {

	/**
	 * Finds a contract.
	 * @param name a file, a released version, a git revision, or a revision and a path as
	 * in <code>git show</code>
	 * @param other what it is compared with, whose path a revision without one has, or
	 * null for the contract that is worked on
	 * @return the contract
	 */
	Contract find(String name, @Nullable String other) {
		Path file = Path.of(name);
		if (Files.isRegularFile(file)) {
			return Contract.read(file, SpecFolder.name(file));
		}
		Version version = Version.parse(name);
		if (this.spec != null && version != null && Files.exists(this.spec.releases().file(version))) {
			Path release = this.spec.releases().file(version);
			return Contract.read(release, SpecFolder.name(release));
		}
		int colon = name.indexOf(':');
		if (colon > 0) {
			Git git = new Git((this.spec != null) ? this.spec.root() : Path.of(""));
			return ofRevision(git, name, name.substring(0, colon), name.substring(colon + 1), name);
		}
		Path path = path(other);
		if (path == null) {
			throw new RefusedException(name + " is no file. A git revision needs the path of the contract, as in "
					+ name + ":api/openapi.yaml.");
		}
		Path folder = path.toAbsolutePath().getParent();
		return ofRevision(new Git((folder != null) ? folder : path), name, name, SpecFolder.name(path),
				name + ":./" + path.getFileName());
	}

	/**
	 * Finds the contract that a change starts from.
	 * @param name as in {@link #find(String, String)}; of another branch, the commit at
	 * which the current one has left it
	 * @return the contract
	 */
	Contract start(String name) {
		boolean isRevision = this.spec != null && !name.contains(":") && !name.startsWith("-")
				&& !Files.exists(Path.of(name)) && Version.parse(name) == null;
		String point = (this.spec != null && isRevision) ? new Git(this.spec.root()).branchPoint(name) : null;
		return find((point != null) ? point : name, null);
	}

	private @Nullable Path path(@Nullable String other) {
		if (other != null && Files.isRegularFile(Path.of(other))) {
			return Path.of(other);
		}
		return (this.spec != null) ? this.spec.contractFile() : null;
	}

	private Contract ofRevision(Git git, String name, String revision, String path, String revisionAndPath) {
		String commit = git.commit(revision);
		if (commit == null) {
			throw new RefusedException(name + " is no file, no released version and no git revision that is here."
					+ " A shallow clone has to fetch it first.");
		}
		String text = git.show(revisionAndPath);
		if (text == null) {
			throw new RefusedException("The git revision " + revision + " has no " + path
					+ "; name the path that it had then, as in " + revision + ":api/openapi.yaml.");
		}
		return Contract.parse(commit + ":" + path, text);
	}

	Contract newestRelease() {
		Path newest = (this.spec != null) ? this.spec.releases().newest() : null;
		if (newest == null) {
			throw new RefusedException("Nothing has been released yet; name the older contract to compare with.");
		}
		return Contract.read(newest, SpecFolder.name(newest));
	}

}
