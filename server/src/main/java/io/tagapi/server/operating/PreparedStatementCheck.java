package io.tagapi.server.operating;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

import javax.sql.DataSource;

import io.tagapi.server.deployment.InvalidSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Finds out at the start whether a pool between this server and PostgreSQL loses prepared
 * statements. PgBouncer does so where it gives each transaction another connection: the
 * server would start, and then fail with the statements that it uses most.
 */
@Component
class PreparedStatementCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(PreparedStatementCheck.class);

	/** One more than the driver's threshold for preparing a statement on the server. */
	private static final int USES = 6;

	/** There is no such statement, or there is one already. */
	private static final Set<String> LOST = Set.of("26000", "42P05");

	private final DataSource database;

	PreparedStatementCheck(DataSource database) {
		this.database = database;
	}

	@Override
	public void afterSingletonsInstantiated() {
		try (Connection connection = this.database.getConnection();
				PreparedStatement prepared = connection.prepareStatement("select 1");
				Connection other = this.database.getConnection()) {
			for (int i = 0; i < USES; i++) {
				prepared.execute();
			}
			otherTakesTheConnectionOf(prepared, other);
		}
		catch (SQLException ex) {
			if (LOST.contains(String.valueOf(ex.getSQLState()))) {
				throw new InvalidSettingException("The database of spring.datasource.url is behind a pool, such as "
						+ "PgBouncer in transaction mode, that loses prepared statements: add prepareThreshold=0 to "
						+ "the address, or set max_prepared_statements in PgBouncer 1.21 or newer.", ex);
			}
			logger.debug("Whether a pool loses prepared statements is not known", ex);
		}
	}

	/**
	 * In a transaction, so that a pool has to find another connection for the statement.
	 */
	private static void otherTakesTheConnectionOf(PreparedStatement prepared, Connection other) throws SQLException {
		other.setAutoCommit(false);
		try (Statement statement = other.createStatement()) {
			statement.execute("select 1");
			prepared.execute();
		}
		finally {
			other.rollback();
			other.setAutoCommit(true);
		}
	}

}
