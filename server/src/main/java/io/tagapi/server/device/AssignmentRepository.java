package io.tagapi.server.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.tagapi.server.customer.CustomerId;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for assignments.
 */
@Repository
class AssignmentRepository {

	private final JdbcClient jdbc;

	private final JdbcOperations batch;

	AssignmentRepository(JdbcClient jdbc, JdbcOperations batch) {
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
	 * Selects from the tags, not from the array alone, so that Citus plans it for one
	 * shard. The index finds what is there already: where {@code not exists} looks first,
	 * PostgreSQL may read all pairs of the tag for it, the more the more are stored.
	 * @return how many pairs were not there yet
	 */
	long insert(CustomerId customer, Pairs pairs) {
		return change("""
				insert into assignment (customer_id, tag_id, device_id)
				select t.customer_id, t.tag_id, d.device_id
				from tag t cross join unnest(?) as d (device_id)
				where t.customer_id = ? and t.tag_id = ?
				on conflict do nothing
				""", 1, customer, pairs);
	}

	/** Returns how many pairs were there. */
	long delete(CustomerId customer, Pairs pairs) {
		return change("delete from assignment where device_id = any(?) and customer_id = ? and tag_id = ?", -1,
				customer, pairs);
	}

	/** One statement for each tag tells how much its count has to change. */
	private long change(String sql, int sign, CustomerId customer, Pairs pairs) {
		String[] deviceIds = pairs.deviceIds().toArray(String[]::new);
		List<UUID> tagIds = List.copyOf(pairs.tagIds());
		int[] changed = this.batch.batchUpdate(sql,
				tagIds.stream().map((tagId) -> new Object[] { deviceIds, customer.value(), tagId }).toList());
		this.batch.batchUpdate(
				"update tag set assigned_device_count = assigned_device_count + ? where customer_id = ? and tag_id = ?",
				IntStream.range(0, changed.length)
					.filter((i) -> changed[i] != 0)
					.mapToObj((i) -> new Object[] { sign * changed[i], customer.value(), tagIds.get(i) })
					.toList());
		return Arrays.stream(changed).sum();
	}

}
