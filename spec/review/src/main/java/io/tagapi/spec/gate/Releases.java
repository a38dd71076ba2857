package io.tagapi.spec.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The released contracts: <code>released/&lt;version&gt;.yaml</code>.
 *
 * @param folder the folder; it need not be there
 */
public record Releases(Path folder) {

	private static final String SUFFIX = ".yaml";

	/**
	 * The versions that have been released.
	 * @return the versions, oldest first
	 */
	public List<Version> versions() {
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> String.valueOf(file.getFileName()))
				.filter((name) -> name.endsWith(SUFFIX))
				.map((name) -> Version.parse(name.substring(0, name.length() - SUFFIX.length())))
				.filter(Objects::nonNull)
				.map(Objects::requireNonNull)
				.sorted(Comparator.naturalOrder())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The newest released contract.
	 * @return its file, or null if there is none yet
	 */
	public @Nullable Path newest() {
		List<Version> versions = versions();
		return versions.isEmpty() ? null : file(versions.getLast());
	}

	public Path file(Version version) {
		return this.folder.resolve(version + SUFFIX);
	}

}
