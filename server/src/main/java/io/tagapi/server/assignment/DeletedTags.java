package io.tagapi.server.assignment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.tagapi.server.customer.CustomerData;
import io.tagapi.server.customer.CustomerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for deleted tags that may have assignments still. Nobody can add any, because
 * that needs a lock on the tag, and nobody sees them, because every read of assignments
 * goes through their tags.
 */
@Repository
public class DeletedTags implements CustomerData {

	private final JdbcClient jdbc;

	DeletedTags(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Leaves the assignments of a tag to the purge.
	 * @param customer the customer
	 * @param tagId the tag, which the transaction deletes
	 */
	public void insert(CustomerId customer, UUID tagId) {
		this.jdbc.sql("insert into deleted_tag (customer_id, tag_id) values (?, ?)")
			.param(customer.value())
			.param(tagId)
			.update();
	}

	/** A tag of the new history may have the id of one of them. */
	@Override
	public void deleteAll(CustomerId customer) {
		this.jdbc.sql("delete from deleted_tag where customer_id = ?").param(customer.value()).update();
	}

	List<String> customers() {
		return this.jdbc.sql("select distinct customer_id from deleted_tag")
			.query((row, number) -> row.getString("customer_id"))
			.list();
	}

	/** Returns nothing if there is none, or other servers have locked them all. */
	Optional<DeletedTag> lockNext(String customerId) {
		return this.jdbc.sql("""
				select tag_id, removed_to from deleted_tag where customer_id = ?
				order by tag_id limit 1 for update skip locked
				""")
			.param(customerId)
			.query((row, number) -> new DeletedTag(customerId, row.getObject("tag_id", UUID.class),
					row.getString("removed_to")))
			.optional();
	}

	/**
	 * Finds the end of the next batch of assignments.
	 * @return the last device of a full batch; nothing if fewer assignments are left
	 */
	Optional<String> endOfBatch(DeletedTag tag, int size) {
		return this.jdbc.sql("""
				select device_id from assignment
				where customer_id = :customer and tag_id = :tag and device_id > :after
				order by device_id limit 1 offset :offset
				""")
			.param("customer", tag.customerId())
			.param("tag", tag.tagId())
			.param("after", tag.removedTo())
			.param("offset", size - 1)
			.query(String.class)
			.optional();
	}

	/** Deletes a batch, and notes how far that goes: the next one begins there. */
	void deleteTo(DeletedTag tag, String end) {
		this.jdbc.sql("""
				delete from assignment
				where customer_id = :customer and tag_id = :tag and device_id > :after and device_id <= :end
				""")
			.param("customer", tag.customerId())
			.param("tag", tag.tagId())
			.param("after", tag.removedTo())
			.param("end", end)
			.update();
		this.jdbc.sql("update deleted_tag set removed_to = :end where customer_id = :customer and tag_id = :tag")
			.param("end", end)
			.param("customer", tag.customerId())
			.param("tag", tag.tagId())
			.update();
	}

	/** Deletes the last batch, and with it all that is known of the tag. */
	void deleteRest(DeletedTag tag) {
		this.jdbc.sql("delete from assignment where customer_id = ? and tag_id = ? and device_id > ?")
			.param(tag.customerId())
			.param(tag.tagId())
			.param(tag.removedTo())
			.update();
		this.jdbc.sql("delete from deleted_tag where customer_id = ? and tag_id = ?")
			.param(tag.customerId())
			.param(tag.tagId())
			.update();
	}

	/**
	 * A deleted tag.
	 *
	 * @param customerId the customer whose tag it was
	 * @param tagId identifies the tag
	 * @param removedTo the device up to which its assignments are deleted
	 */
	record DeletedTag(String customerId, UUID tagId, String removedTo) {
	}

}
