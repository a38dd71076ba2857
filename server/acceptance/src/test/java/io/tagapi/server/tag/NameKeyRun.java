package io.tagapi.server.tag;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets tests in other packages refresh the keys of names, as the migration does.
 */
public final class NameKeyRun {

	private NameKeyRun() {
	}

	/** The customers whose keys a refresh would check. */
	public static List<String> customers(JdbcClient database) {
		return new NameKeys(database).customers();
	}

	/** Refreshes the keys of all customers in a database. */
	public static void on(JdbcClient database) {
		NameKeys keys = new NameKeys(database);
		keys.customers().forEach(keys::refresh);
	}

}
