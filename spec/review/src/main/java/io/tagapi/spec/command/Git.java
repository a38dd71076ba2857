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
	 * Whether there are changes that are not committed, or files that git does not know.
	 */
	boolean isDirty() {
		String status = run("status", "--porcelain");
		if (status == null) {
			throw new RefusedException("A release needs the git repository of the project.");
		}
		return !status.isBlank();
	}

	/**
	 * The content of a file in a revision.
	 * @param revisionAndPath as in <code>git show</code>
	 * @return the text, or null if there is no such thing
	 */
	@Nullable String show(String revisionAndPath) {
		return run("show", "--end-of-options", revisionAndPath);
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
