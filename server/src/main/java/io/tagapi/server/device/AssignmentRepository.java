package io.tagapi.server.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.tagapi.server.customer.CustomerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for assignments. The counts are changed before the assignments, in a statement
 * of their own, because that statement sees which pairs are there already.
 */
@Repository
class AssignmentRepository {

	private final JdbcClient jdbc;

	AssignmentRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
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

	void addToCounts(CustomerId customer, Pairs pairs) {
		bulk("""
				update tag t
				set assigned_device_count = assigned_device_count + cardinality(:deviceIds) - (
				  select count(*) from assignment a
				  where a.customer_id = :customer and a.tag_id = t.tag_id and a.device_id = any(:deviceIds))
				where t.customer_id = :customer and t.tag_id = any(:tagIds)
				""", customer, pairs);
	}

	/**
	 * Selects from the tags, not from the array alone, so that Citus plans it for one
	 * shard.
	 */
	long insert(CustomerId customer, Pairs pairs) {
		return bulk("""
				insert into assignment (customer_id, tag_id, device_id)
				select t.customer_id, t.tag_id, d.device_id
				from tag t cross join unnest(:deviceIds) as d (device_id)
				where t.customer_id = :customer and t.tag_id = any(:tagIds)
				on conflict do nothing
				""", customer, pairs);
	}

	void subtractFromCounts(CustomerId customer, Pairs pairs) {
		bulk("""
				update tag t
				set assigned_device_count = assigned_device_count - (
				  select count(*) from assignment a
				  where a.customer_id = :customer and a.tag_id = t.tag_id and a.device_id = any(:deviceIds))
				where t.customer_id = :customer and t.tag_id = any(:tagIds)
				""", customer, pairs);
	}

	long delete(CustomerId customer, Pairs pairs) {
		return bulk("""
				delete from assignment
				where customer_id = :customer and tag_id = any(:tagIds) and device_id = any(:deviceIds)
				""", customer, pairs);
	}

	private long bulk(String sql, CustomerId customer, Pairs pairs) {
		return this.jdbc.sql(sql)
			.param("customer", customer.value())
			.param("tagIds", pairs.tagIds().toArray(UUID[]::new))
			.param("deviceIds", pairs.deviceIds().toArray(String[]::new))
			.update();
	}

}
