package io.tagapi.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The directory of one server, locked for it as long as this object is open.
 */
final class DataDirectory implements AutoCloseable {

	private static final FileAttribute<?> OWNER_ONLY_DIRECTORY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private static final FileAttribute<?> OWNER_ONLY_FILE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * The directories locked by this JVM. The operating system's lock belongs to the
	 * process: to open and close the lock file a second time would release it.
	 */
	private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

	private final Path path;

	private final FileChannel lock;

	private DataDirectory(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	static DataDirectory open(Path path) {
		try {
			Files.createDirectories(path, OWNER_ONLY_DIRECTORY);
			return lock(path.toRealPath());
		}
		catch (FileAlreadyExistsException ex) {
			throw new EmbeddedPostgresException("The data directory " + path + " is not a directory", ex);
		}
		catch (IOException ex) {
			throw new EmbeddedPostgresException("The data directory " + path + " cannot be used: " + ex, ex);
		}
	}

	private static DataDirectory lock(Path path) throws IOException {
		if (!LOCKED.add(path)) {
			throw new DataDirectoryInUseException(path, Long.toString(ProcessHandle.current().pid()));
		}
		FileChannel channel = null;
		try {
			channel = FileChannel.open(path.resolve("lock"),
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
					OWNER_ONLY_FILE);
			if (channel.tryLock() == null) {
				ByteBuffer pid = ByteBuffer.allocate(20);
				channel.read(pid);
				throw new DataDirectoryInUseException(path, US_ASCII.decode(pid.flip()).toString());
			}
			channel.truncate(0);
			channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
			return new DataDirectory(path, channel);
		}
		catch (IOException | RuntimeException ex) {
			if (channel != null) {
				channel.close();
			}
			LOCKED.remove(path);
			throw ex;
		}
	}

	Path resolve(String name) {
		return this.path.resolve(name);
	}

	/**
	 * The file with the superuser's password, which is also what {@code initdb} reads.
	 */
	Path passwordFile() {
		return resolve("password");
	}

	String password() {
		try {
			return Files.readString(passwordFile());
		}
		catch (IOException ex) {
			throw new EmbeddedPostgresException("The database's password cannot be read from " + passwordFile(), ex);
		}
	}

	void writeNewPassword() throws IOException {
		Files.deleteIfExists(passwordFile());
		try (FileChannel channel = FileChannel.open(passwordFile(),
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY_FILE)) {
			channel.write(US_ASCII.encode(newPassword()));
			channel.force(true);
		}
	}

	/**
	 * Makes a password of letters, digits, hyphens and underscores, which needs no
	 * quoting anywhere.
	 */
	static String newPassword() {
		byte[] bytes = new byte[24];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Writes the directory's entries to disk: PostgreSQL does that for its own files, not
	 * for the name of its directory.
	 */
	void sync() throws IOException {
		try (FileChannel channel = FileChannel.open(this.path)) {
			channel.force(true);
		}
	}

	boolean isOpen() {
		return this.lock.isOpen();
	}

	@Override
	public void close() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			throw new EmbeddedPostgresException("The data directory " + this.path + " cannot be released", ex);
		}
		finally {
			LOCKED.remove(this.path);
		}
	}

}
