package io.tagapi.server.device;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.tagapi.acceptance.AcceptanceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * How PostgreSQL finds devices by their tags. The customer has 60,000 assignments, of
 * three tags to the same 20,000 devices, and 2,000 further tags. It is as if the server
 * had prepared the statement: planned for the values, and for any values.
 */
@AcceptanceTest
@DisabledIfSystemProperty(named = "test.citus.url", matches = ".+",
		disabledReason = "the plans are those of PostgreSQL 18, of tables that are not distributed")
class DeviceSearchPlanTests {

	private static final UUID A = tag(1);

	private static final UUID B = tag(2);

	private static final UUID C = tag(3);

	/** The parameters of the statement, in the order of {@link #execute}. */
	private static final List<String> PARAMETERS = List.of("customer", "drivers", "all", "any", "none", "after",
			"limit", "maxTags", "maxBytes", "whole");

	private final DataSource dataSource;

	DeviceSearchPlanTests(@Autowired DataSource dataSource) {
		this.dataSource = dataSource;
	}

	static Stream<Arguments> searches() {
		return Stream.of("force_custom_plan", "force_generic_plan")
			.flatMap((mode) -> Stream.of(
					arguments(mode, "all of three tags", search(List.of(A, B, C), List.of(), List.of())),
					arguments(mode, "any of three tags", search(List.of(), List.of(A, B, C), List.of())),
					arguments(mode, "all, any and none", search(List.of(A), List.of(B), List.of(C)))));
	}

	@ParameterizedTest(name = "{1}, {0}")
	@MethodSource("searches")
	void aPageIsReadFromIndexes(String mode, String name, DeviceSearch search) throws SQLException {
		String plan = explain(mode, search);

		assertThat(plan).doesNotContain("Seq Scan on assignment", "Seq Scan on tag", "Bitmap")
			.contains("Index Only Scan using assignment_pkey on assignment a ");
	}

	@Test
	void nothingIsReadThatThePageDoesNotShow() throws SQLException {
		String plan = explain("force_generic_plan", search(List.of(A, B, C), List.of(), List.of()));

		assertThat(plan)
			.contains("Index Only Scan using assignment_pkey on assignment a (actual rows=101.00 loops=1)",
					"Index Scan using tag_pkey on tag t (actual rows=1.00 loops=303)")
			.doesNotContain("Hash", "Merge", "Rows Removed");
	}

	/**
	 * As with a customer that loads its data into an empty database. By the statistics of
	 * other tests, PostgreSQL may look up each tag once, or once for each device.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "force_custom_plan", "force_generic_plan" })
	void tagsAreFoundByTheirIdsHoweverOldTheStatisticsAre(String mode) throws SQLException {
		String plan = explain(mode, search(List.of(A, B, C), List.of(), List.of()), (statement) -> {
			statement.execute("insert into customer (customer_id) values ('acme')");
			statement.execute("insert into tag (customer_id, tag_id, name, name_key, created_on, modified_on)"
					+ " values ('acme', '" + A + "', 'a', 'a', 0, 0)");
			statement.execute("analyze tag");
			fill(statement);
		});

		assertThat(plan).contains("Index Scan using tag_pkey on tag t (actual rows=1.00 loops=");
	}

	private String explain(String mode, DeviceSearch search) throws SQLException {
		return explain(mode, search, (statement) -> {
			fill(statement);
			statement.execute("analyze tag");
			statement.execute("analyze assignment");
		});
	}

	private String explain(String mode, DeviceSearch search, Data data) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			data.load(statement);
			statement.execute("set local plan_cache_mode = " + mode);
			statement.execute(
					"prepare search (text, uuid[], uuid[], uuid[], uuid[], text, bigint, integer, integer, boolean) as "
							+ numbered(DeviceRepository.SEARCH));
			String plan = execute(statement, search);
			statement.execute("deallocate search");
			connection.rollback();
			return plan;
		}
	}

	private static void fill(Statement statement) throws SQLException {
		statement.execute("set local statement_timeout = 0");
		statement.execute("insert into customer (customer_id) values ('demo')");
		statement.execute("""
				insert into tag (customer_id, tag_id, name, name_key, created_on, modified_on, assigned_device_count)
				select 'demo', cast('019a9d2e-6c00-7b3a-9f62-' || lpad(cast(n as text), 12, '0') as uuid), n, n, 0, 0,
				  case when n <= 3 then 20000 else 0 end
				from generate_series(1, 2003) n
				""");
		statement.execute("""
				insert into assignment (customer_id, tag_id, device_id)
				select 'demo', t.tag_id, 'R58M' || n
				from tag t cross join generate_series(1, 20000) n
				where t.customer_id = 'demo' and t.assigned_device_count > 0
				""");
	}

	private static String numbered(String sql) {
		String numbered = sql;
		for (String parameter : PARAMETERS) {
			numbered = numbered.replace(":" + parameter, "$" + (PARAMETERS.indexOf(parameter) + 1));
		}
		return numbered;
	}

	private static String execute(Statement statement, DeviceSearch search) throws SQLException {
		Collection<UUID> drivers = search.drivers(Map.of(A, 20_000L, B, 20_000L, C, 20_000L));
		StringJoiner plan = new StringJoiner("\n");
		try (ResultSet lines = statement.executeQuery("""
				explain (analyze, costs off, timing off, summary off, buffers off)
				execute search ('demo', '%s', '%s', '%s', '%s', '', 101, 7000, 1000000, false)
				""".formatted(array(drivers), array(search.all()), array(search.any()), array(search.none())))) {
			while (lines.next()) {
				plan.add(lines.getString(1));
			}
		}
		return plan.toString();
	}

	private static String array(Iterable<UUID> tagIds) {
		StringJoiner array = new StringJoiner(",", "{", "}");
		tagIds.forEach((id) -> array.add(id.toString()));
		return array.toString();
	}

	private static DeviceSearch search(List<UUID> all, List<UUID> any, List<UUID> none) {
		return DeviceSearch.of(all, any, none, null, 100);
	}

	private static UUID tag(int number) {
		return UUID.fromString("019a9d2e-6c00-7b3a-9f62-%012d".formatted(number));
	}

	private interface Data {

		void load(Statement statement) throws SQLException;

	}

}
