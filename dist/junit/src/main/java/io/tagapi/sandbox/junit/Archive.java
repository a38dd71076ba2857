package io.tagapi.sandbox.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The sandbox's archive, which the jar of this class carries. It is unpacked once for
 * all, in the user's directory for caches.
 */
final class Archive {

	private Archive() {
	}

	/**
	 * The program in the unpacked archive.
	 * @return its file
	 */
	static Path program() throws IOException, InterruptedException {
		@Nullable String version = Archive.class.getPackage().getImplementationVersion();
		String name = "/tag-api-sandbox-" + version + "-linux-x86_64.tar.gz";
		@Nullable URL archive = Archive.class.getResource(name);
		if (archive == null) {
			throw new IllegalStateException("The JUnit extension was packaged without " + name.substring(1));
		}
		long size = archive.openConnection().getContentLengthLong();
		Path directory = caches().resolve("tag-api-sandbox-" + version + "-" + size);
		if (!Files.exists(directory)) {
			try {
				unpack(archive, directory);
			}
			catch (IOException ex) {
				// Another process may have been faster.
				if (!Files.exists(directory)) {
					throw new IOException("The sandbox cannot be unpacked in " + directory.getParent()
							+ "; XDG_CACHE_HOME can name another directory: " + ex, ex);
				}
			}
		}
		return directory.resolve("bin/tag-api-sandbox");
	}

	private static Path caches() {
		return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
			.filter((caches) -> !caches.isEmpty())
			.map(Path::of)
			.orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
	}

	private static void unpack(URL archive, Path directory) throws IOException, InterruptedException {
		Files.createDirectories(directory.getParent());
		Path unfinished = Files.createTempDirectory(directory.getParent(), ".tag-api-");
		try {
			Path file = unfinished.resolve("archive");
			try (InputStream input = archive.openStream()) {
				Files.copy(input, file);
			}
			Process tar = new ProcessBuilder("tar", "-xzf", file.toString(), "--strip-components=1",
					"--one-top-level=root")
				.directory(unfinished.toFile())
				.inheritIO()
				.start();
			if (tar.waitFor() != 0) {
				throw new IOException("tar has failed");
			}
			Files.move(unfinished.resolve("root"), directory);
		}
		finally {
			delete(unfinished);
		}
	}

	private static void delete(Path directory) throws IOException {
		List<Path> deepestFirst;
		try (Stream<Path> files = Files.walk(directory)) {
			deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		for (Path file : deepestFirst) {
			Files.deleteIfExists(file);
		}
	}

}
