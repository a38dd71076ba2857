package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that lives as long as this object, on a data directory that
 * outlives it. Should the server end before, it is started again.
 * <p>
 * It listens on a port of 127.0.0.1 that is chosen at each start, and asks for a
 * password. The application's role owns its database and is no superuser. There is one
 * server for a data directory. It shuts down when the JVM ends without {@link #close()},
 * even by {@code kill -9}; one that is still running is stopped by the next start.
 * <p>
 * The caller must call {@link #close()}, also when the JVM shuts down: no shutdown hook
 * is registered, because the database has to outlive the requests that are still executed
 * at that time.
 */
public final class EmbeddedPostgres implements AutoCloseable {

	private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedPostgres.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final DataDirectory directory;

	private final ApplicationDatabase database;

	private volatile Postmaster postmaster;

	private EmbeddedPostgres(DataDirectory directory, Postmaster postmaster, ApplicationDatabase database) {
		this.directory = directory;
		this.postmaster = postmaster;
		this.database = database;
	}

	/**
	 * Starts the server, creating what is missing: the directories, the programs, the
	 * cluster, the role and the database.
	 * @param dataDirectory keeps the data; created with access for the owner only
	 * @param programsDirectory has the programs, in {@code bin}, or keeps those that are
	 * unpacked; can be shared by several servers
	 * @return the running server, ready for connections
	 * @throws EmbeddedPostgresException if it cannot be started; nothing is left running
	 * then
	 */
	public static EmbeddedPostgres start(Path dataDirectory, Path programsDirectory) {
		DataDirectory directory = DataDirectory.open(dataDirectory);
		try {
			Commands commands = Commands.of(Programs.in(programsDirectory));
			Cluster cluster = Cluster.in(directory, commands);
			return start(directory, Postmaster.start(cluster, commands));
		}
		catch (RuntimeException ex) {
			directory.close();
			throw ex;
		}
	}

	private static EmbeddedPostgres start(DataDirectory directory, Postmaster postmaster) {
		try {
			ApplicationDatabase database = ApplicationDatabase.prepare(postmaster.port(), directory.password());
			EmbeddedPostgres postgres = new EmbeddedPostgres(directory, postmaster, database);
			Thread.ofVirtual().name("embedded-postgres").start(postgres::keepRunning);
			return postgres;
		}
		catch (RuntimeException ex) {
			postmaster.stop();
			throw ex;
		}
	}

	/**
	 * Starts the server again whenever it ends by itself: somebody has killed it, or the
	 * system has because memory ran out. It comes back with the same address and
	 * passwords.
	 */
	private void keepRunning() {
		try {
			this.postmaster.awaitEnd();
			while (startAgain()) {
				this.postmaster.awaitEnd();
				// A server that keeps ending is not to keep the machine busy.
				Thread.sleep(PAUSE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Starts the server again unless it was meant to end.
	 * @return whether there is a server to watch
	 */
	private synchronized boolean startAgain() throws InterruptedException {
		if (!this.directory.isOpen()) {
			return false;
		}
		LOGGER.warn("PostgreSQL has ended (process {}) and is started again", pid());
		try {
			this.postmaster = this.postmaster.startAgain();
		}
		catch (IOException | EmbeddedPostgresException ex) {
			LOGGER.error("PostgreSQL cannot be started again yet: {}", ex.getMessage());
		}
		return true;
	}

	/**
	 * The address of the application's database, valid until {@link #close()}.
	 * @return a URL for the PostgreSQL driver
	 */
	public String jdbcUrl() {
		return this.database.jdbcUrl();
	}

	/**
	 * The application's role, which owns the database.
	 * @return the name of the role
	 */
	public String username() {
		return ApplicationDatabase.NAME;
	}

	/**
	 * The password of the application's role. It is new at each start and is stored
	 * nowhere.
	 * @return the password
	 */
	public String password() {
		return this.database.password();
	}

	/**
	 * The id of the server's main process.
	 * @return the process id
	 */
	public long pid() {
		return this.postmaster.pid();
	}

	/**
	 * Disconnects all clients and shuts the server down, so that the next start needs no
	 * recovery. Returns when the server has ended, at the latest after two minutes.
	 * Further calls do nothing.
	 */
	@Override
	public synchronized void close() {
		if (this.directory.isOpen()) {
			try {
				this.postmaster.stop();
			}
			finally {
				this.directory.close();
			}
		}
	}

}
