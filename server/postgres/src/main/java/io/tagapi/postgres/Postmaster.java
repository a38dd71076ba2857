package io.tagapi.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main process of the running server.
 */
final class Postmaster {

	private static final Logger LOGGER = LoggerFactory.getLogger(Postmaster.class);

	/**
	 * Long, because the recovery after a crash has to read what was written since the
	 * last checkpoint.
	 */
	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	/**
	 * Without {@code setsid}, Ctrl+C in a terminal would end the database before the
	 * requests that still use it.
	 */
	private static final Path SETSID = Path.of("/usr/bin/setsid");

	/**
	 * Errors of statements and checkpoints are not logged: the client gets the former,
	 * and either would let the log grow for as long as the server runs.
	 */
	private static final List<String> SETTINGS = List.of("listen_addresses=127.0.0.1", "unix_socket_directories=",
			"password_encryption=scram-sha-256", "fsync=on", "synchronous_commit=on", "full_page_writes=on",
			"max_connections=50", "jit=off", "timezone=UTC", "log_timezone=UTC", "log_destination=stderr",
			"logging_collector=off", "log_min_messages=log", "log_checkpoints=off");

	/**
	 * Failures that pass: the port was taken meanwhile, or processes of a killed server
	 * have not ended yet.
	 */
	private static final List<String> PASSING_FAILURES = List.of("Address already in use",
			"pre-existing shared memory block");

	/**
	 * Names a process that PostgreSQL must not take for the server in
	 * {@code postmaster.pid}. {@code pg_ctl} sets it to the process that called it. Here
	 * it is one that has got a dead server's id, as happens in a container, where ids are
	 * reused from the start; PostgreSQL still looks itself for other processes on the
	 * cluster.
	 */
	private static final String NOT_A_SERVER = "PG_GRANDPARENT_PID";

	private static final int ANY_PORT = 0;

	/**
	 * Waits until this JVM closes its end of the pipe, which it also does when it is
	 * killed, and has the server shut down then.
	 */
	private static final String GUARD = "read -r _; kill -INT \"$1\"";

	private final Cluster cluster;

	private final Commands commands;

	private final ProcessHandle process;

	private final int port;

	private Postmaster(Cluster cluster, Commands commands, ProcessHandle process, int port) {
		this.cluster = cluster;
		this.commands = commands;
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts the server. One that is still running is stopped first: as the data
	 * directory is locked for this process, the JVM that started it has ended without
	 * stopping it.
	 */
	static Postmaster start(Cluster cluster, Commands commands) {
		Optional<PostmasterFile> file = PostmasterFile.of(cluster.path());
		file.flatMap(PostmasterFile::server).ifPresent((orphan) -> {
			LOGGER.warn("Stopping the PostgreSQL that an earlier run has left behind (process {})", orphan.pid());
			new Postmaster(cluster, commands, orphan, ANY_PORT).stop();
		});
		List<String> reusedIds = file.filter(PostmasterFile::isReused)
			.map((stale) -> Long.toString(stale.pid()))
			.stream()
			.toList();
		try {
			keepLog(cluster);
			return start(cluster, commands, reusedIds, Instant.now().plus(START_LIMIT));
		}
		catch (IOException ex) {
			throw new EmbeddedPostgresException("PostgreSQL does not start in " + cluster.path() + ": " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EmbeddedPostgresException("The start of PostgreSQL was interrupted", ex);
		}
	}

	/**
	 * Starts the server that has ended once more, where its clients expect it. It
	 * recovers what was committed. The processes of the ended one may still be about to
	 * end, which it waits for.
	 */
	Postmaster startAgain() throws IOException, InterruptedException {
		keepLog(this.cluster);
		return start(this.cluster, this.commands, List.of(), Instant.now().plus(START_LIMIT), this.port);
	}

	private static void keepLog(Cluster cluster) throws IOException {
		if (Files.exists(cluster.log())) {
			Files.move(cluster.log(), cluster.log().resolveSibling("postgresql.log.1"),
					StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private static Postmaster start(Cluster cluster, Commands commands, List<String> reusedIds, Instant limit)
			throws IOException, InterruptedException {
		return start(cluster, commands, reusedIds, limit, ANY_PORT);
	}

	private static Postmaster start(Cluster cluster, Commands commands, List<String> reusedIds, Instant limit,
			int wantedPort) throws IOException, InterruptedException {
		while (true) {
			int port = (wantedPort != ANY_PORT) ? wantedPort : freePort();
			Process process = launch(cluster, commands, reusedIds, port);
			Postmaster postmaster = new Postmaster(cluster, commands, process.toHandle(), port);
			if (postmaster.awaitReady(process, limit)) {
				return postmaster;
			}
			String output = cluster.logged();
			if (Instant.now().isAfter(limit) || PASSING_FAILURES.stream().noneMatch(output::contains)) {
				throw new EmbeddedPostgresException(
						"PostgreSQL does not start in " + cluster.path() + ": " + Commands.complaint(output));
			}
		}
	}

	private static Process launch(Cluster cluster, Commands commands, List<String> reusedIds, int port)
			throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-D", cluster.path().toString(), "-c", "port=" + port));
		SETTINGS.forEach((setting) -> arguments.addAll(List.of("-c", setting)));
		ProcessBuilder builder = commands.program(launcher(), "postgres", arguments)
			.redirectErrorStream(true)
			.redirectOutput(cluster.log().toFile());
		reusedIds.forEach((pid) -> builder.environment().put(NOT_A_SERVER, pid));
		return builder.start();
	}

	/**
	 * Lets the server not outlive this JVM. The thread that ends the guard with the
	 * server also keeps a reference to it, without which the pipe would be closed.
	 */
	private static void guard(Process server) throws IOException {
		List<String> command = new ArrayList<>(launcher());
		command.addAll(List.of("/bin/sh", "-c", GUARD, "guard", Long.toString(server.pid())));
		Process guard = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
			.redirectError(Redirect.DISCARD)
			.start();
		Thread.ofVirtual().name("postgres-guard").start(() -> {
			server.onExit().join();
			guard.destroyForcibly();
		});
	}

	private static List<String> launcher() {
		return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(ANY_PORT, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Waits until the server accepts connections.
	 * @return whether it does, or else has ended
	 */
	private boolean awaitReady(Process started, Instant limit) throws IOException, InterruptedException {
		try {
			guard(started);
			while (!started.waitFor(10, TimeUnit.MILLISECONDS)) {
				if (PostmasterFile.of(this.cluster.path()).filter((file) -> file.isReady(pid())).isPresent()) {
					return true;
				}
				if (Instant.now().isAfter(limit)) {
					throw new EmbeddedPostgresException("PostgreSQL in " + this.cluster.path() + " is not ready after "
							+ START_LIMIT.toSeconds() + " seconds: " + Commands.complaint(this.cluster.logged()));
				}
			}
			return false;
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			stop();
			throw ex;
		}
	}

	/**
	 * Disconnects the clients and shuts down, if possible with a checkpoint. At the end
	 * of patience the process is killed, from which the next start recovers.
	 */
	void stop() {
		for (String mode : List.of("fast", "immediate")) {
			if (isNamedInFile() && this.commands
				.run("pg_ctl", "stop", "--pgdata=" + this.cluster.path(), "--mode=" + mode, "--timeout=40")
				.successful() && hasEnded()) {
				return;
			}
		}
		this.process.destroyForcibly();
		if (!hasEnded()) {
			throw new EmbeddedPostgresException("PostgreSQL cannot be stopped (process " + pid() + ")");
		}
	}

	/**
	 * Whether {@code pg_ctl}, which asks nobody but the file, would stop this process and
	 * no other.
	 */
	private boolean isNamedInFile() {
		return this.process.isAlive()
				&& PostmasterFile.of(this.cluster.path()).filter((file) -> file.pid() == pid()).isPresent();
	}

	/**
	 * Waits until the server has ended, for whatever reason.
	 */
	void awaitEnd() {
		this.process.onExit().join();
	}

	private boolean hasEnded() {
		return !this.process.onExit().completeOnTimeout(this.process, 10, TimeUnit.SECONDS).join().isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	int port() {
		return this.port;
	}

}
