package io.tagapi.server.sandbox.postgres;

import java.nio.file.Path;

/**
 * A PostgreSQL server that lives as long as this object, on a data directory that
 * outlives it.
 * <p>
 * It listens on a port of 127.0.0.1 that is chosen at each start, and asks for a
 * password. The application's role owns its database and is no superuser. There is one
 * server for a data directory. A server that was left running by a JVM that ended without
 * {@link #close()} is stopped by the next start.
 * <p>
 * The caller must call {@link #close()}, also when the JVM shuts down: no shutdown hook
 * is registered, because the database has to outlive the requests that are still answered
 * at that time.
 */
public final class EmbeddedPostgres implements AutoCloseable {

	private final DataDirectory directory;

	private final Postmaster postmaster;

	private final ApplicationDatabase database;

	private EmbeddedPostgres(DataDirectory directory, Postmaster postmaster, ApplicationDatabase database) {
		this.directory = directory;
		this.postmaster = postmaster;
		this.database = database;
	}

	/**
	 * Starts the server, creating what is missing: the directories, the programs, the
	 * cluster, the role and the database.
	 * @param dataDirectory keeps the data; created with access for the owner only
	 * @param programsDirectory keeps the unpacked programs; can be shared by several
	 * servers
	 * @return the running server, ready for connections
	 * @throws EmbeddedPostgresException if it cannot be started; nothing is left running
	 * then
	 */
	public static EmbeddedPostgres start(Path dataDirectory, Path programsDirectory) {
		DataDirectory directory = DataDirectory.open(dataDirectory);
		try {
			Commands commands = Commands.of(Programs.unpackedIn(programsDirectory));
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
			return new EmbeddedPostgres(directory, postmaster, database);
		}
		catch (RuntimeException ex) {
			postmaster.stop();
			throw ex;
		}
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
