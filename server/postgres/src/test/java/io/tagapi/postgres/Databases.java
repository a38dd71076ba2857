package io.tagapi.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the tests do with a database.
 */
final class Databases {

	/**
	 * Shared by all tests and runs, because unpacking takes longer than most tests.
	 */
	static final Path PROGRAMS = Path.of("target", "postgresql");

	private Databases() {
	}

	static EmbeddedPostgres start(Path dataDirectory) {
		return EmbeddedPostgres.start(dataDirectory, PROGRAMS);
	}

	static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
		execute(connect(postgres), sql);
	}

	static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
		try (Connection connection = connect(postgres);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	static void executeAsSuperuser(EmbeddedPostgres postgres, Path dataDirectory, String sql)
			throws IOException, SQLException {
		String url = postgres.jdbcUrl().replaceAll("[^/]+$", "postgres");
		String password = Files.readString(dataDirectory.resolve("password"));
		execute(DriverManager.getConnection(url, "postgres", password), sql);
	}

	private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
		return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (connection; Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
