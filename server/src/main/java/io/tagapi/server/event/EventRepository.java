package io.tagapi.server.event;

import java.sql.Types;
import java.util.UUID;

import io.tagapi.server.customer.CustomerId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for events.
 */
@Repository
class EventRepository {

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	EventRepository(JdbcClient jdbc, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	/**
	 * Keeps others from having a position until the transaction ends.
	 */
	long nextPosition(CustomerId customer) {
		return this.jdbc.sql("update customer set version = version + 1 where customer_id = ? returning version")
			.param(customer.value())
			.query(Long.class)
			.single();
	}

	void insert(CustomerId customer, long position, Change change, Caller caller, long now) {
		this.jdbc.sql("""
				insert into event (customer_id, position, type, occurred_on, client_id, subject, request_id, tag_ids,
				  device_ids, changed_count, tag)
				values (:customer, :position, :type, :now, :clientId, :subject, :requestId, :tagIds,
				  :deviceIds, :changedCount, cast(:tag as jsonb))
				""")
			.param("customer", customer.value())
			.param("position", position)
			.param("type", change.type().name())
			.param("now", now)
			.param("clientId", caller.clientId(), Types.VARCHAR)
			.param("subject", caller.subject(), Types.VARCHAR)
			.param("requestId", caller.requestId(), Types.VARCHAR)
			.param("tagIds", change.tagIds().toArray(UUID[]::new))
			.param("deviceIds", (change.deviceIds() != null) ? change.deviceIds().toArray(String[]::new) : null,
					Types.ARRAY)
			.param("changedCount", change.changedCount(), Types.BIGINT)
			.param("tag", (change.tag() != null) ? this.mapper.writeValueAsString(change.tag()) : null, Types.VARCHAR)
			.update();
	}

}
