package io.tagapi.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path or by somebody before.
 */
record Programs(Path directory) {

	private static final Pattern NOT_FOR_SHELLS = Pattern.compile("[$`\"\n\r]|\\\\\\\\");

	/**
	 * The programs of a directory that has them itself, in {@code bin}, and else those
	 * that are unpacked in it.
	 */
	static Programs in(Path directory) {
		if (!Files.exists(directory.resolve("bin/postgres"))) {
			return unpackedIn(directory);
		}
		Platform.current();
		checkName(directory.toAbsolutePath());
		return new Programs(directory.toAbsolutePath());
	}

	/**
	 * Unpacks the programs unless that was done before. They are unpacked beside their
	 * place and then moved there, so that a process never sees half of them, and several
	 * may do this at once.
	 */
	static Programs unpackedIn(Path parent) {
		String archive = Platform.current().archive();
		URL resource = Programs.class.getResource("/" + archive);
		if (resource == null) {
			throw new EmbeddedPostgresException("The PostgreSQL programs " + archive + " are not on the class path");
		}
		try {
			Files.createDirectories(parent);
			checkName(parent.toRealPath());
			Path directory = parent.toRealPath().resolve(archive.replace(".txz", "-" + checksum(resource)));
			if (!Files.exists(directory)) {
				NewDirectory.create(directory, (unfinished) -> unpack(resource, unfinished));
			}
			return new Programs(directory);
		}
		catch (IOException ex) {
			throw new EmbeddedPostgresException("The PostgreSQL programs cannot be unpacked to " + parent + ": " + ex,
					ex);
		}
	}

	/** {@code initdb} calls {@code postgres} by a shell, with its path between quotes. */
	private static void checkName(Path directory) {
		if (NOT_FOR_SHELLS.matcher(directory.toString()).find()) {
			throw new EmbeddedPostgresException("PostgreSQL does not start from the directory " + directory
					+ ", because its name has one of the characters $, ` and \", a line break, or two backslashes: "
					+ "choose another one for its programs with the setting tag-api.sandbox.programs-dir");
		}
	}

	String executable(String name) {
		return this.directory.resolve("bin").resolve(name).toString();
	}

	/**
	 * The checksum that the jar's index has of the archive: to compute one would mean to
	 * read 15 MB at each start.
	 */
	private static String checksum(URL resource) throws IOException {
		JarURLConnection connection = (JarURLConnection) resource.openConnection();
		return Long.toHexString(connection.getJarEntry().getCrc());
	}

	private static void unpack(URL resource, Path directory) throws IOException {
		try (InputStream archive = resource.openStream()) {
			unpack(archive, directory);
		}
	}

	static void unpack(InputStream archive, Path directory) throws IOException {
		try (TarArchiveInputStream tar = new TarArchiveInputStream(
				new XZCompressorInputStream(new BufferedInputStream(archive)))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				Path file = inside(directory, directory.resolve(entry.getName()));
				if (entry.isDirectory()) {
					Files.createDirectories(file);
				}
				else if (entry.isSymbolicLink()) {
					inside(directory, file.resolveSibling(entry.getLinkName()));
					Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
				}
				else {
					boolean executable = (entry.getMode() & 0100) != 0;
					writeFile(tar, file, executable ? "rwxr-xr-x" : "rw-r--r--");
				}
			}
		}
	}

	/**
	 * Writes a file through to the disk: the directory's final name must not get there
	 * first.
	 */
	private static void writeFile(InputStream content, Path file, String permissions) throws IOException {
		Files.createDirectories(file.getParent());
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			content.transferTo(Channels.newOutputStream(channel));
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
			channel.force(true);
		}
	}

	private static Path inside(Path directory, Path file) throws IOException {
		if (!file.normalize().startsWith(directory)) {
			throw new IOException("The archive's entry " + file + " is outside of " + directory);
		}
		return file;
	}

}
