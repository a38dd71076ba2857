package io.tagapi.server.event;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.UUID;

import io.tagapi.server.customer.CustomerData;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.CustomerVersion;
import io.tagapi.server.customer.Customers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for events.
 */
@Repository
class EventRepository implements CustomerData {

	/** Of all events of a page, unless it has only one, in bytes of JSON. */
	private static final int MAX_PAGE_SIZE = 1_000_000;

	/**
	 * Of an event, but for its devices and tags: the longest that the contract allows.
	 */
	private static final int MAX_REST = 6_200;

	private static final int MAX_DEVICE_SIZE = 67;

	private static final int TAG_SIZE = 39;

	private final JdbcClient jdbc;

	private final NamedParameterJdbcOperations batch;

	private final JsonMapper mapper;

	EventRepository(JdbcClient jdbc, NamedParameterJdbcOperations batch, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.batch = batch;
		this.mapper = mapper;
	}

	/**
	 * Gives the change the customer's next position. Nobody else has one until the
	 * transaction ends. The driver sends both statements at once.
	 */
	void insert(CustomerId customer, Change change, Actor actor, long now) {
		this.jdbc.sql(Customers.nextVersionStatement() + """
				;
				insert into event (customer_id, position, type, occurred_on, client_id, subject, request_id,
				  client_request_id, trace_id, tag_ids, device_ids, changed_count, tag, size)
				select customer_id, version, :type, :now, :clientId, :subject, :requestId,
				  :clientRequestId, :traceId, :tagIds, :deviceIds, :changedCount, cast(:tag as jsonb), :size
				from customer where customer_id = :customer
				""")
			.paramSource(parameters(customer, change, actor, now).addValue("revision",
					ThreadLocalRandom.current().nextLong()))
			.update();
	}

	/** Inserts events at positions that are their own, from the first one on. */
	void insertAll(CustomerId customer, long first, List<Change> changes, Actor actor, long now) {
		this.batch.batchUpdate("""
				insert into event (customer_id, position, type, occurred_on, client_id, subject, request_id,
				  client_request_id, trace_id, tag_ids, device_ids, changed_count, tag, size)
				values (:customer, :position, :type, :now, :clientId, :subject, :requestId,
				  :clientRequestId, :traceId, :tagIds, :deviceIds, :changedCount, cast(:tag as jsonb), :size)
				""",
				IntStream.range(0, changes.size())
					.mapToObj((i) -> parameters(customer, changes.get(i), actor, now).addValue("position", first + i))
					.toArray(SqlParameterSource[]::new));
	}

	private MapSqlParameterSource parameters(CustomerId customer, Change change, Actor actor, long now) {
		return new MapSqlParameterSource("customer", customer.value()).addValue("type", change.type().name())
			.addValue("size", size(change))
			.addValue("now", now)
			.addValue("clientId", actor.clientId(), Types.VARCHAR)
			.addValue("subject", actor.subject(), Types.VARCHAR)
			.addValue("requestId", actor.requestId())
			.addValue("clientRequestId", actor.clientRequestId(), Types.VARCHAR)
			.addValue("traceId", actor.traceId(), Types.VARCHAR)
			.addValue("tagIds", change.tagIds().toArray(UUID[]::new))
			.addValue("deviceIds", (change.deviceIds() != null) ? change.deviceIds().toArray(String[]::new) : null,
					Types.ARRAY)
			.addValue("changedCount", change.changedCount(), Types.BIGINT)
			.addValue("tag", (change.tag() != null) ? this.mapper.writeValueAsString(change.tag()) : null,
					Types.VARCHAR);
	}

	private static int size(Change change) {
		int devices = (change.deviceIds() != null)
				? change.deviceIds().stream().mapToInt((deviceId) -> deviceId.length() + 3).sum() : 0;
		return MAX_REST + TAG_SIZE * change.tagIds().size() + devices;
	}

	/**
	 * The events after a position. A page ends before it would be too large, by the sizes
	 * of its events: none is read that is not listed. What is kept and what is listed
	 * come from one statement, so they agree; it names the customer again and again for
	 * Citus.
	 */
	EventList list(CustomerId customer, long after, int size) {
		return page(customer, after, size).query((ResultSetExtractor<EventList>) this::toList);
	}

	/** The statement of {@link #list}, which has a row for each event of the page. */
	JdbcClient.StatementSpec page(CustomerId customer, long after, int size) {
		return this.jdbc
			.sql("""
					select c.version, coalesce(c.revision, 0) as revision, o.position as oldest,
					  a.request_id as after_request_id, a.occurred_on as after_occurred_on, e.*
					from customer c
					left join lateral (
					  select min(position) as position from event where customer_id = :customer
					) o on true
					left join event a on a.customer_id = :customer and a.position = :after
					left join lateral (
					  select v.position, v.type, v.occurred_on, v.client_id, v.subject, v.request_id,
					    v.client_request_id, v.trace_id, v.tag_ids, v.device_ids, v.changed_count, v.tag, s.following
					  from (
					    select p.position, count(*) over () - row_number() over sofar as following,
					      row_number() over sofar as number, sum(p.size) over sofar as total
					    from (
					      select position, coalesce(size, :rest + :deviceSize * coalesce(cardinality(device_ids), 0)) as size
					      from event
					      where customer_id = :customer and position > :after
					      order by position
					      limit :limit
					    ) p
					    window sofar as (order by p.position)
					  ) s
					  join event v on v.customer_id = :customer and v.position = s.position
					  where s.number = 1 or s.number < :limit and s.total <= :maxSize
					) e on true
					where c.customer_id = :customer
					order by e.position
					""")
			.param("customer", customer.value())
			.param("after", after)
			.param("limit", size + 1)
			.param("rest", MAX_REST)
			.param("deviceSize", MAX_DEVICE_SIZE)
			.param("maxSize", MAX_PAGE_SIZE);
	}

	private EventList toList(ResultSet rows) throws SQLException {
		EventList list = EventList.EMPTY;
		List<StoredEvent> events = new ArrayList<>();
		while (rows.next()) {
			CustomerVersion version = CustomerVersion.of(rows);
			long oldestKept = (rows.getObject("oldest") != null) ? rows.getLong("oldest") : version.number() + 1;
			if (rows.getObject("position") != null) {
				events.add(event(rows));
			}
			list = new EventList(version, oldestKept, markOfAfter(rows), events, rows.getLong("following") > 0);
		}
		return list;
	}

	private static @Nullable String markOfAfter(ResultSet row) throws SQLException {
		String requestId = row.getString("after_request_id");
		return (requestId != null) ? EventCursor.mark(requestId, row.getLong("after_occurred_on")) : null;
	}

	private StoredEvent event(ResultSet row) throws SQLException {
		@Nullable Array deviceIds = row.getArray("device_ids");
		@Nullable String tag = row.getString("tag");
		Change change = new Change(EventType.valueOf(row.getString("type")),
				List.of((UUID[]) row.getArray("tag_ids").getArray()),
				(deviceIds != null) ? List.of((String[]) deviceIds.getArray()) : null,
				row.getObject("changed_count", Long.class),
				(tag != null) ? this.mapper.readValue(tag, TagSnapshot.class) : null);
		Actor actor = new Actor(row.getString("client_id"), row.getString("subject"), row.getString("request_id"),
				row.getString("client_request_id"), row.getString("trace_id"));
		return new StoredEvent(row.getLong("position"), row.getLong("occurred_on"), actor, change);
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
	int deleteBefore(String customerId, long limit, int batch) {
		return this.jdbc
			.sql("""
					delete from event
					where customer_id = :customer and position < coalesce(
					  (select kept.position from event kept where kept.customer_id = :customer and kept.occurred_on >= :limit
					   order by kept.position limit 1), 9223372036854775807)
					and position < :batch + (
					  select min(oldest.position) from event oldest where oldest.customer_id = :customer)
					""")
			.param("customer", customerId)
			.param("limit", limit)
			.param("batch", batch)
			.update();
	}

	@Override
	public void deleteAll(CustomerId customer) {
		this.jdbc.sql("delete from event where customer_id = ?").param(customer.value()).update();
	}

}
