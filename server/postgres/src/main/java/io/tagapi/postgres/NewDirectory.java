package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that exists either with all that belongs to it or not at all: it is filled
 * under another name, and gets its own name at the end.
 */
final class NewDirectory {

	private static final Logger LOGGER = LoggerFactory.getLogger(NewDirectory.class);

	private NewDirectory() {
	}

	/**
	 * Creates the directory, or leaves the one that another process has created
	 * meanwhile.
	 */
	static void create(Path directory, Content content) throws IOException {
		Path unfinished = Files.createTempDirectory(directory.getParent(), prefix(directory));
		try {
			content.writeTo(unfinished);
			Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (FileSystemException ex) {
			if (!Files.exists(directory)) {
				throw ex;
			}
		}
		finally {
			delete(unfinished);
		}
	}

	/**
	 * Deletes what a killed process has left of the directory. Only for a directory that
	 * no other process may create.
	 */
	static void deleteUnfinished(Path directory) throws IOException {
		try (DirectoryStream<Path> leftOver = Files.newDirectoryStream(directory.getParent(),
				prefix(directory) + "*")) {
			for (Path unfinished : leftOver) {
				delete(unfinished);
			}
		}
	}

	private static String prefix(Path directory) {
		return "." + directory.getFileName() + "-";
	}

	/**
	 * Deletes what can be deleted. A program that outlived its JVM may still write there,
	 * which harms nobody.
	 */
	private static void delete(Path directory) {
		if (Files.notExists(directory)) {
			return;
		}
		try {
			Files.walkFileTree(directory, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					Files.deleteIfExists(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException ex) throws IOException {
					Files.deleteIfExists(visited);
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			LOGGER.warn("The unfinished directory {} is not deleted", directory, ex);
		}
	}

	/**
	 * Writes what belongs to a directory.
	 */
	@FunctionalInterface
	interface Content {

		void writeTo(Path directory) throws IOException;

	}

}
