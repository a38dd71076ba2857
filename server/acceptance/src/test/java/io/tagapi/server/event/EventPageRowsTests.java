package io.tagapi.server.event;

import java.util.List;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which rows PostgreSQL returns for a page of events. The server holds all of them.
 */
@AcceptanceTest
class EventPageRowsTests {

	private static final CustomerId DEMO = Customers.ofOperator("demo");

	private final EventRepository events;

	private final JdbcClient database;

	EventPageRowsTests(@Autowired EventRepository events, @Autowired JdbcClient database) {
		this.events = events;
		this.database = database;
	}

	@Test
	void eventsBeyondAMegabyteAreNoRows() {
		insertEvents(20, 400_000);

		assertThat(positions(0, 100)).containsExactly(1L, 2L);
		assertThat(positions(18, 100)).containsExactly(19L, 20L);
	}

	@Test
	void eventThatIsLargerThanAPageIsTheOnlyRow() {
		insertEvents(20, 1_400_000);

		assertThat(positions(3, 100)).containsExactly(4L);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "19, 19", "20, 20", "21, 20" })
	void eventsBeyondTheSizeOfThePageAreNoRows(int size, int rows) {
		insertEvents(20, 1_000);

		assertThat(positions(0, size)).hasSize(rows);
	}

	private void insertEvents(int count, int size) {
		this.database.sql("insert into customer (customer_id, version) values ('demo', ?)").param(count).update();
		this.database.sql("""
				insert into event (customer_id, position, type, occurred_on, request_id, tag_ids, size)
				select 'demo', n, 'DEVICES_ASSIGNED', 0, 'none', '{}', ? from generate_series(1, ?) n
				""").param(size).param(count).update();
	}

	private List<Long> positions(long after, int size) {
		return this.events.page(DEMO, after, size).query((row, number) -> row.getLong("position")).list();
	}

}
