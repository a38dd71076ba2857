package io.tagapi.spec.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The git repository around a folder.
 *
 * @param folder the folder
 */
record Git(Path folder) {

	/**
	 * Files that are not committed, but for the reports in <code>target</code>.
	 * @return the files as <code>git status</code> names them
	 */
	List<String> uncommitted() {
		String status = run("status", "--porcelain", "--", ":/", ":(exclude)target");
		if (status == null) {
			throw new RefusedException("A release needs the git repository of the project.");
		}
		return status.lines().map((line) -> line.substring(2).strip()).toList();
	}

	/**
	 * The commit of a revision: the tag that it is, or else the first digits of its hash,
	 * because other names come to mean other commits.
	 * @param revision as in <code>git show</code>
	 * @return the commit, or null if there is no such thing
	 */
	@Nullable String commit(String revision) {
		if (run("rev-parse", "--verify", "--quiet", "--end-of-options", "refs/tags/" + revision) != null) {
			return revision;
		}
		String hash = run("rev-parse", "--verify", "--quiet", "--short=12", "--end-of-options", revision + "^{commit}");
		return (hash != null) ? hash.strip() : null;
	}

	/**
	 * The content of a file in a revision.
	 * @param revisionAndPath as in <code>git show</code>
	 * @return the text, or null if there is no such thing
	 */
	@Nullable String show(String revisionAndPath) {
		return run("show", "--end-of-options", revisionAndPath);
	}

	/**
	 * The commit at which the current branch left another.
	 * @param revision the other branch
	 * @return the commit, or null if there is none here
	 */
	@Nullable String branchPoint(String revision) {
		String hash = run("merge-base", revision, "HEAD");
		return (hash != null) ? hash.strip() : null;
	}

	private @Nullable String run(String... arguments) {
		try {
			Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
				.directory(this.folder.toAbsolutePath().toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return (git.waitFor() == 0) ? output : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("git cannot be run", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
