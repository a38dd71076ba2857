package io.tagapi.server.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tagapi.server.customer.CustomerId;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for assignments.
 */
@Repository
class AssignmentRepository {

	private final JdbcClient jdbc;

	private final NamedParameterJdbcOperations batch;

	AssignmentRepository(JdbcClient jdbc, NamedParameterJdbcOperations batch) {
		this.jdbc = jdbc;
		this.batch = batch;
	}

	/** Returns the tags that exist. */
	List<UUID> lockTags(CustomerId customer, Collection<UUID> tagIds) {
		return this.jdbc.sql("""
				select tag_id from tag where customer_id = :customer and tag_id = any(:tagIds)
				order by tag_id for no key update
				""")
			.param("customer", customer.value())
			.param("tagIds", tagIds.toArray(UUID[]::new))
			.query(AssignmentRepository::tagId)
			.list();
	}

	private static UUID tagId(ResultSet row, int rowNumber) throws SQLException {
		return row.getObject("tag_id", UUID.class);
	}

	/**
	 * Counts the devices that carry each tag, of those given. Like {@link #insert}, an
	 * index finds each pair, whatever the statistics of the table are.
	 * @return the number for each tag that exists
	 */
	Map<UUID, Long> countAssigned(CustomerId customer, Collection<UUID> tagIds, Collection<String> deviceIds) {
		Map<UUID, Long> counts = new HashMap<>();
		this.jdbc.sql("""
				select t.tag_id, count((
				  select a.device_id from assignment a
				  where a.customer_id = :customer and a.tag_id = t.tag_id and a.device_id = d.device_id)) as assigned
				from tag t left join unnest(:deviceIds) as d (device_id) on true
				where t.customer_id = :customer and t.tag_id = any(:tagIds)
				group by t.tag_id
				""")
			.param("customer", customer.value())
			.param("tagIds", tagIds.toArray(UUID[]::new))
			.param("deviceIds", deviceIds.toArray(String[]::new))
			.query((row) -> {
				counts.put(tagId(row, 0), row.getLong("assigned"));
			});
		return counts;
	}

	/**
	 * Selects from the tags, not from the array alone, and names the customer again, so
	 * that Citus plans it for one shard. An index finds each pair that is there already:
	 * where {@code not exists} looks for it, PostgreSQL may read all pairs of the tag
	 * instead. Nobody adds any meanwhile, as the tags are locked.
	 * @return how many pairs were not there yet
	 */
	long insert(CustomerId customer, Pairs pairs) {
		return change("""
				insert into assignment (customer_id, tag_id, device_id)
				select t.customer_id, t.tag_id, d.device_id
				from tag t cross join unnest(:deviceIds) as d (device_id)
				where t.customer_id = :customer and t.tag_id = :tagId and (
				  select a.device_id from assignment a
				  where a.customer_id = :customer and a.tag_id = t.tag_id and a.device_id = d.device_id) is null
				""", 1, customer, pairs);
	}

	/** Returns how many pairs were there. */
	long delete(CustomerId customer, Pairs pairs) {
		return change("""
				delete from assignment
				where customer_id = :customer and tag_id = :tagId and device_id = any(:deviceIds)
				""", -1, customer, pairs);
	}

	/** One statement for each tag tells how much its count has to change. */
	private long change(String sql, int sign, CustomerId customer, Pairs pairs) {
		String[] deviceIds = pairs.deviceIds().toArray(String[]::new);
		List<UUID> tagIds = List.copyOf(pairs.tagIds());
		int[] changed = batch(sql,
				tagIds.stream().map((tagId) -> parameters(customer, tagId).addValue("deviceIds", deviceIds)));
		batch("""
				update tag set assigned_device_count = assigned_device_count + :change
				where customer_id = :customer and tag_id = :tagId
				""",
				IntStream.range(0, changed.length)
					.filter((i) -> changed[i] != 0)
					.mapToObj((i) -> parameters(customer, tagIds.get(i)).addValue("change", sign * changed[i])));
		return Arrays.stream(changed).sum();
	}

	private int[] batch(String sql, Stream<MapSqlParameterSource> parameters) {
		return this.batch.batchUpdate(sql, parameters.toArray(SqlParameterSource[]::new));
	}

	private static MapSqlParameterSource parameters(CustomerId customer, UUID tagId) {
		return new MapSqlParameterSource("customer", customer.value()).addValue("tagId", tagId);
	}

}
