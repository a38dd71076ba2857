package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The files of the database, in PostgreSQL's terms a database cluster.
 *
 * @param path the directory that PostgreSQL owns
 * @param log the file that its output goes to
 */
record Cluster(Path path, Path log) {

	static final String MAJOR_VERSION = "18";

	/**
	 * Finds the cluster in the data directory, or creates it there.
	 */
	static Cluster in(DataDirectory directory, Commands commands) {
		Cluster cluster = new Cluster(directory.resolve("postgresql"), directory.resolve("postgresql.log"));
		try {
			if (Files.exists(cluster.path)) {
				cluster.checkVersion();
			}
			else {
				cluster.create(directory, commands);
			}
			return cluster;
		}
		catch (IOException ex) {
			throw new EmbeddedPostgresException("The database in " + cluster.path + " cannot be used: " + ex, ex);
		}
	}

	private void checkVersion() throws IOException {
		String version = Files.readString(this.path.resolve("PG_VERSION")).strip();
		if (!version.equals(MAJOR_VERSION)) {
			throw new EmbeddedPostgresException(
					"The database in " + this.path + " was made by PostgreSQL " + version + ", but this is PostgreSQL "
							+ MAJOR_VERSION + ": move its data with pg_dump, or choose another data directory");
		}
	}

	/**
	 * Takes the builtin locale, so that the order of an index does not depend on the
	 * operating system's library.
	 */
	private void create(DataDirectory directory, Commands commands) throws IOException {
		NewDirectory.deleteUnfinished(this.path);
		directory.writeNewPassword();
		NewDirectory.create(this.path, (unfinished) -> {
			Commands.Result result = commands.run("initdb", "--pgdata=" + unfinished, "--username=postgres",
					"--pwfile=" + directory.passwordFile(), "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
					"--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
			if (!result.successful()) {
				throw new EmbeddedPostgresException(
						"The database cannot be created in " + this.path + ": " + Commands.complaint(result.output()));
			}
		});
		directory.sync();
	}

	/**
	 * What the last started server has logged.
	 */
	String logged() throws IOException {
		return new String(Files.readAllBytes(this.log), UTF_8);
	}

}
