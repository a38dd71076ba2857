package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The {@code postmaster.pid} of a cluster, which PostgreSQL writes and removes. It is
 * only read here: PostgreSQL alone can tell whether it is out of date.
 *
 * @param cluster the directory of the cluster
 * @param pid the process id of its server
 * @param status what the server is doing, or an empty string if it has not said so yet
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">Database
 * File Layout</a>
 */
record PostmasterFile(Path cluster, long pid, String status) {

	private static final int STATUS_LINE = 7;

	static Optional<PostmasterFile> of(Path cluster) {
		try {
			List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
			if (lines.isEmpty()) {
				return Optional.empty();
			}
			String status = (lines.size() > STATUS_LINE) ? lines.get(STATUS_LINE).strip() : "";
			return Optional.of(new PostmasterFile(cluster, Long.parseLong(lines.getFirst()), status));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException | NumberFormatException ex) {
			throw new EmbeddedPostgresException(
					"The file " + cluster.resolve("postmaster.pid") + " cannot be read: " + ex, ex);
		}
	}

	boolean isReady(long expectedPid) {
		return this.pid == expectedPid && this.status.equals("ready");
	}

	/**
	 * The running server, if the process is one for this cluster.
	 */
	Optional<ProcessHandle> server() {
		return ProcessHandle.of(this.pid)
			.filter((process) -> isPostgres(process.info()) && process.info()
				.arguments()
				.map(Arrays::asList)
				.orElse(List.of())
				.contains(this.cluster.toString()));
	}

	/**
	 * Whether the process id belongs to another program by now.
	 */
	boolean isReused() {
		return ProcessHandle.of(this.pid)
			.map(ProcessHandle::info)
			.filter((info) -> info.command().isPresent() && !isPostgres(info))
			.isPresent();
	}

	private static boolean isPostgres(ProcessHandle.Info info) {
		return info.command().filter((command) -> Path.of(command).endsWith("postgres")).isPresent();
	}

}
