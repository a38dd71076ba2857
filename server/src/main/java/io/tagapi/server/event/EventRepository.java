package io.tagapi.server.event;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.tagapi.server.customer.CustomerId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for events.
 */
@Repository
class EventRepository {

	/** Some megabytes: an event may have as many as a call may have. */
	private static final int MAX_DEVICE_IDS = 100_000;

	private final JdbcClient jdbc;

	private final JsonMapper mapper;

	EventRepository(JdbcClient jdbc, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	/**
	 * Gives the change the customer's next position. Nobody else has one until the
	 * transaction ends. The driver sends both statements at once.
	 */
	void insert(CustomerId customer, Change change, Caller caller, long now) {
		this.jdbc.sql("""
				update customer set version = version + 1 where customer_id = :customer;
				insert into event (customer_id, position, type, occurred_on, client_id, subject, request_id, tag_ids,
				  device_ids, changed_count, tag)
				select customer_id, version, :type, :now, :clientId, :subject, :requestId, :tagIds,
				  :deviceIds, :changedCount, cast(:tag as jsonb)
				from customer where customer_id = :customer
				""")
			.param("customer", customer.value())
			.param("type", change.type().name())
			.param("now", now)
			.param("clientId", caller.clientId(), Types.VARCHAR)
			.param("subject", caller.subject(), Types.VARCHAR)
			.param("requestId", caller.requestId())
			.param("tagIds", change.tagIds().toArray(UUID[]::new))
			.param("deviceIds", (change.deviceIds() != null) ? change.deviceIds().toArray(String[]::new) : null,
					Types.ARRAY)
			.param("changedCount", change.changedCount(), Types.BIGINT)
			.param("tag", (change.tag() != null) ? this.mapper.writeValueAsString(change.tag()) : null, Types.VARCHAR)
			.update();
	}

	/**
	 * The events after a position. A page ends before it would hold too many device ids;
	 * one event alone never does. What is kept and what is listed come from one
	 * statement, so they agree; it names the customer again and again for Citus.
	 */
	EventList list(CustomerId customer, long after, int size) {
		return this.jdbc.sql("""
				select c.version, o.position as oldest, e.*
				from customer c
				left join lateral (
				  select min(position) as position from event where customer_id = :customer
				) o on true
				left join lateral (
				  select position, type, occurred_on, client_id, subject, request_id, tag_ids, device_ids,
				    changed_count, tag, sum(cardinality(device_ids)) over (order by position) as devices
				  from event
				  where customer_id = :customer and position > :after
				  order by position
				  limit :limit
				) e on true
				where c.customer_id = :customer
				order by e.position
				""")
			.param("customer", customer.value())
			.param("after", after)
			.param("limit", size + 1)
			.query((ResultSetExtractor<EventList>) (rows) -> toList(rows, size));
	}

	private EventList toList(ResultSet rows, int size) throws SQLException {
		if (!rows.next()) {
			return EventList.EMPTY;
		}
		long newest = rows.getLong("version");
		long oldestKept = (rows.getObject("oldest") != null) ? rows.getLong("oldest") : newest + 1;
		List<StoredEvent> events = new ArrayList<>();
		if (rows.getObject("position") == null) {
			return new EventList(newest, oldestKept, events, false);
		}
		do {
			if (events.size() == size || rows.getLong("devices") > MAX_DEVICE_IDS) {
				return new EventList(newest, oldestKept, events, true);
			}
			events.add(event(rows));
		}
		while (rows.next());
		return new EventList(newest, oldestKept, events, false);
	}

	private StoredEvent event(ResultSet row) throws SQLException {
		@Nullable Array deviceIds = row.getArray("device_ids");
		@Nullable String tag = row.getString("tag");
		Change change = new Change(EventType.valueOf(row.getString("type")),
				List.of((UUID[]) row.getArray("tag_ids").getArray()),
				(deviceIds != null) ? List.of((String[]) deviceIds.getArray()) : null,
				row.getObject("changed_count", Long.class),
				(tag != null) ? this.mapper.readValue(tag, TagSnapshot.class) : null);
		Caller caller = new Caller(row.getString("client_id"), row.getString("subject"), row.getString("request_id"));
		return new StoredEvent(row.getLong("position"), row.getLong("occurred_on"), caller, change);
	}

	List<String> customersWithEventsBefore(long limit) {
		return this.jdbc.sql("""
				select c.customer_id
				from customer c
				join event e on e.customer_id = c.customer_id and e.position = (
				  select min(o.position) from event o where o.customer_id = c.customer_id)
				where e.occurred_on < ?
				""").param(limit).query((row, number) -> row.getString("customer_id")).list();
	}

	/**
	 * Deletes the events before the first that has to be kept. Even if a clock was wrong,
	 * none is missing between those that remain.
	 */
	int deleteBefore(String customerId, long limit) {
		return this.jdbc
			.sql("""
					delete from event
					where customer_id = :customer and position < coalesce(
					  (select kept.position from event kept where kept.customer_id = :customer and kept.occurred_on >= :limit
					   order by kept.position limit 1), 9223372036854775807)
					""")
			.param("customer", customerId)
			.param("limit", limit)
			.update();
	}

}
