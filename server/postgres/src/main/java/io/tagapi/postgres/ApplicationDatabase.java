package io.tagapi.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The database and the role that the application works with, both of the same name.
 *
 * @param port where the server listens
 * @param password the role's password
 */
record ApplicationDatabase(int port, String password) {

	static final String NAME = "tag_api";

	/**
	 * What an acknowledged write and a closed door depend on. These settings are given to
	 * the server, but a database or a role can have others.
	 */
	private static final Map<String, String> REQUIRED_SETTINGS = Map.of("fsync", "on", "synchronous_commit", "on",
			"full_page_writes", "on", "listen_addresses", "127.0.0.1", "password_encryption", "scram-sha-256");

	/**
	 * Creates the role and the database unless they exist, gives the role a new password,
	 * and checks what the application will get.
	 */
	static ApplicationDatabase prepare(int port, String superuserPassword) {
		ApplicationDatabase database = new ApplicationDatabase(port, DataDirectory.newPassword());
		try {
			try (Connection connection = connect(port, "postgres", superuserPassword)) {
				database.create(connection);
			}
			try (Connection connection = connect(port, NAME, database.password);
					Statement check = connection.createStatement()) {
				checkSettings(check);
				checkRole(check);
			}
			return database;
		}
		catch (SQLException ex) {
			throw new EmbeddedPostgresException("The embedded database cannot be prepared: " + ex.getMessage(), ex);
		}
	}

	String jdbcUrl() {
		return url(this.port, NAME);
	}

	private void create(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (!exists(statement, "select from pg_roles where rolname = '" + NAME + "'")) {
				statement.execute("create role " + NAME + " login nosuperuser nocreatedb nocreaterole");
			}
			statement.execute("alter role " + NAME + " password '" + this.password + "'");
			if (!exists(statement, "select from pg_database where datname = '" + NAME + "'")) {
				statement.execute("create database " + NAME + " owner " + NAME);
			}
		}
	}

	private static void checkSettings(Statement statement) throws SQLException {
		for (Map.Entry<String, String> required : REQUIRED_SETTINGS.entrySet()) {
			try (ResultSet setting = statement.executeQuery("show " + required.getKey())) {
				setting.next();
				if (!required.getValue().equals(setting.getString(1))) {
					throw new EmbeddedPostgresException("The embedded database has the setting " + required.getKey()
							+ "=" + setting.getString(1) + ", but it must be " + required.getValue());
				}
			}
		}
	}

	private static void checkRole(Statement statement) throws SQLException {
		if (exists(statement,
				"select from pg_roles where rolname = current_user and (rolsuper or rolcreatedb or rolcreaterole)")) {
			throw new EmbeddedPostgresException("The embedded database's role " + NAME
					+ " may do more than to use its database: alter it to nosuperuser nocreatedb nocreaterole");
		}
	}

	private static boolean exists(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			return rows.next();
		}
	}

	private static Connection connect(int port, String user, String password) throws SQLException {
		return DriverManager.getConnection(url(port, user), user, password);
	}

	private static String url(int port, String database) {
		return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
	}

}
