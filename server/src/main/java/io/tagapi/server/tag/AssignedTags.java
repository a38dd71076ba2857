package io.tagapi.server.tag;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.tagapi.server.customer.CustomerId;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tags of an assignment: their locks, and the counts of their devices.
 */
@Repository
public class AssignedTags {

	private final JdbcClient jdbc;

	private final NamedParameterJdbcOperations batch;

	AssignedTags(JdbcClient jdbc, NamedParameterJdbcOperations batch) {
		this.jdbc = jdbc;
		this.batch = batch;
	}

	/**
	 * Locks tags in the order of their ids, until the transaction ends.
	 * @param customer the customer
	 * @param tagIds the tags
	 * @return those of them that exist
	 */
	public List<UUID> lock(CustomerId customer, Collection<UUID> tagIds) {
		return this.jdbc.sql("""
				select tag_id from tag where customer_id = :customer and tag_id = any(:tagIds)
				order by tag_id for no key update
				""")
			.param("customer", customer.value())
			.param("tagIds", tagIds.toArray(UUID[]::new))
			.query((row, number) -> row.getObject("tag_id", UUID.class))
			.list();
	}

	/**
	 * Changes the numbers of devices of tags, which the transaction has locked.
	 * @param customer the customer
	 * @param changes what to add to the number of each tag
	 */
	public void addDevices(CustomerId customer, Map<UUID, Integer> changes) {
		this.batch.batchUpdate("""
				update tag set assigned_device_count = assigned_device_count + :change
				where customer_id = :customer and tag_id = :tagId
				""", changes.entrySet()
			.stream()
			.map((change) -> new MapSqlParameterSource("customer", customer.value()).addValue("tagId", change.getKey())
				.addValue("change", change.getValue()))
			.toArray(SqlParameterSource[]::new));
	}

}
