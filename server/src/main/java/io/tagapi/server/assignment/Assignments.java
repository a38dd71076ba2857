package io.tagapi.server.assignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.tagapi.server.customer.CustomerData;
import io.tagapi.server.customer.CustomerId;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for assignments of tags that exist.
 */
@Repository
public class Assignments implements CustomerData {

	private static final String INSERT = """
			insert into assignment (customer_id, tag_id, device_id)
			select t.customer_id, t.tag_id, d.device_id
			from tag t cross join unnest(:deviceIds) as d (device_id)
			where t.customer_id = :customer and t.tag_id = :tagId and (
			  select a.device_id from assignment a
			  where a.customer_id = :customer and a.tag_id = t.tag_id and a.device_id = d.device_id) is null
			""";

	private final JdbcClient jdbc;

	private final NamedParameterJdbcOperations batch;

	Assignments(JdbcClient jdbc, NamedParameterJdbcOperations batch) {
		this.jdbc = jdbc;
		this.batch = batch;
	}

	private static UUID tagId(ResultSet row) throws SQLException {
		return row.getObject("tag_id", UUID.class);
	}

	/**
	 * Counts the devices that carry each tag, of those given. Like {@link #insert}, an
	 * index finds each assignment, whatever the statistics of the table are.
	 * @param customer the customer
	 * @param tagIds the tags
	 * @param deviceIds the devices
	 * @return the number for each tag that exists
	 */
	public Map<UUID, Long> count(CustomerId customer, Collection<UUID> tagIds, Collection<String> deviceIds) {
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
				counts.put(tagId(row), row.getLong("assigned"));
			});
		return counts;
	}

	/**
	 * Assigns each tag, which the transaction has locked, to devices of its own.
	 * @param customer the customer
	 * @param deviceIds the devices of each tag, in the order of the index that they go to
	 * @return the number of new assignments of each tag that has any
	 */
	public Map<UUID, Integer> insert(CustomerId customer, Map<UUID, ? extends Collection<String>> deviceIds) {
		Map<UUID, String[]> ofEach = new LinkedHashMap<>();
		deviceIds.forEach((tagId, devices) -> ofEach.put(tagId, devices.toArray(String[]::new)));
		return change(INSERT, customer, ofEach);
	}

	/**
	 * Assigns tags, which the transaction has locked, to devices. The statement selects
	 * from the tags, not from the array alone, and names the customer again, so that
	 * Citus plans it for one shard. An index finds each assignment that exists: with
	 * {@code not exists} PostgreSQL may read all assignments of the tag instead. Nobody
	 * adds any meanwhile, as the tags are locked.
	 * @param customer the customer
	 * @param tagIds the tags
	 * @param deviceIds the devices, in the order of the index that they go to
	 * @return the number of new assignments of each tag that has any
	 */
	public Map<UUID, Integer> insert(CustomerId customer, Collection<UUID> tagIds, Collection<String> deviceIds) {
		return change(INSERT, customer, tagIds, deviceIds);
	}

	/**
	 * Takes tags, which the transaction has locked, off devices.
	 * @param customer the customer
	 * @param tagIds the tags
	 * @param deviceIds the devices
	 * @return the number of deleted assignments of each tag that had any
	 */
	public Map<UUID, Integer> delete(CustomerId customer, Collection<UUID> tagIds, Collection<String> deviceIds) {
		return change("""
				delete from assignment
				where customer_id = :customer and tag_id = :tagId and device_id = any(:deviceIds)
				""", customer, tagIds, deviceIds);
	}

	private Map<UUID, Integer> change(String sql, CustomerId customer, Collection<UUID> tagIds,
			Collection<String> deviceIds) {
		String[] devices = deviceIds.toArray(String[]::new);
		Map<UUID, String[]> ofEach = new LinkedHashMap<>();
		tagIds.forEach((tagId) -> ofEach.put(tagId, devices));
		return change(sql, customer, ofEach);
	}

	/** One statement for each tag tells how much its count has to change. */
	private Map<UUID, Integer> change(String sql, CustomerId customer, Map<UUID, String[]> deviceIds) {
		int[] changed = this.batch.batchUpdate(sql, deviceIds.entrySet()
			.stream()
			.map((tag) -> new MapSqlParameterSource("customer", customer.value()).addValue("tagId", tag.getKey())
				.addValue("deviceIds", tag.getValue()))
			.toArray(SqlParameterSource[]::new));
		List<UUID> tagIds = List.copyOf(deviceIds.keySet());
		Map<UUID, Integer> changes = new LinkedHashMap<>();
		for (int i = 0; i < changed.length; i++) {
			if (changed[i] != 0) {
				changes.put(tagIds.get(i), changed[i]);
			}
		}
		return changes;
	}

	/**
	 * Deletes all assignments of a tag, which the transaction has locked.
	 * @param customer the customer
	 * @param tagId the tag
	 */
	public void deleteAll(CustomerId customer, UUID tagId) {
		this.jdbc.sql("delete from assignment where customer_id = ? and tag_id = ?")
			.param(customer.value())
			.param(tagId)
			.update();
	}

	@Override
	public void deleteAll(CustomerId customer) {
		this.jdbc.sql("delete from assignment where customer_id = ?").param(customer.value()).update();
	}

}
