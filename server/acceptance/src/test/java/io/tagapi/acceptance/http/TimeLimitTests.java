package io.tagapi.acceptance.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a request may wait for the database at most.
 */
@AcceptanceTest
class TimeLimitTests {

	private final TestServer server;

	private final DataSource pool;

	TimeLimitTests(@Autowired TestServer server, @Autowired DataSource pool) {
		this.server = server;
		this.pool = pool;
	}

	@Test
	void aLockThatIsNotReleasedMakesTheServiceUnavailable() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			connection.setAutoCommit(false);
			connection.createStatement().execute("lock table tag in access exclusive mode");

			Instant start = Instant.now();
			Response response = this.server.get("/tag/v1/tags?customerId=demo");

			response.isError(503, "50300000", "SERVICE_UNAVAILABLE", "The service is temporarily unavailable");
			assertThat(response.header("Retry-After")).contains("1");
			assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
			connection.rollback();
		}
		assertThat(this.server.get("/tag/v1/tags?customerId=demo").status()).isEqualTo(200);
	}

	@Test
	void noStatementRunsForEver() {
		JdbcClient database = JdbcClient.create(this.pool);

		assertThat(database.sql("show statement_timeout").query(String.class).single()).isEqualTo("20s");
		assertThat(database.sql("show lock_timeout").query(String.class).single()).isEqualTo("2s");
	}

}
