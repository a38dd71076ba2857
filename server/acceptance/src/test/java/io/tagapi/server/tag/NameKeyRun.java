package io.tagapi.server.tag;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets tests in other packages refresh the keys of names, as the migration does.
 */
public final class NameKeyRun {

	private NameKeyRun() {
	}

	/** Refreshes the keys of all customers in a database. */
	public static void on(JdbcClient database) {
		new NameKeys(database).refresh();
	}

}
