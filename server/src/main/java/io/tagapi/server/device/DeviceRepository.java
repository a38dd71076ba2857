package io.tagapi.server.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.CustomerVersion;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for devices and their tags. The statement of a page consists of five, from the
 * inside out: {@link #PAGE}, {@link #rows}, {@link #measured}, {@link #listed} and
 * {@link #withTags}. They are one because devices, tags and version have to agree.
 *
 * <p>
 * The {@code offset 0} keeps the planner from turning a look at the tags of one device
 * into a join with those of all devices: a page needs a few hundred looks, however many
 * devices there are. A tag is looked up as if its id were the first of several in their
 * order, which only the primary key has: where statistics know nothing of a customer, the
 * index of names seems as good for a plain look-up, and would read all tags of the
 * customer for each.
 */
@Repository
class DeviceRepository {

	private static final String MATCHES = """
			(select count(*) from assignment o
			  where o.customer_id = :customer and o.device_id = a.device_id and o.tag_id = any(:all)
			) = cardinality(:all)
			and (cardinality(:any) = 0 or exists (select 1 from assignment o
			  where o.customer_id = :customer and o.device_id = a.device_id and o.tag_id = any(:any) offset 0))
			and not exists (select 1 from assignment o
			  where o.customer_id = :customer and o.device_id = a.device_id and o.tag_id = any(:none) offset 0)
			""";

	/** A page of each of the driving tags, merged. */
	private static final String PAGE = """
			select distinct p.device_id
			from unnest(:drivers) as driver (tag_id)
			cross join lateral (
			  select a.device_id from assignment a
			  where a.customer_id = :customer and a.tag_id = driver.tag_id and a.device_id > :after and
			""" + MATCHES + """
			  order by a.device_id
			  limit :limit
			) p
			order by p.device_id
			limit :limit
			""";

	static final String SEARCH = withTags(PAGE, "any(:all || :any || :none)");

	private static final String GET = withTags("select cast(:device as text) collate \"C\" as device_id", "any('{}')");

	/** Of all devices of a page, unless it has only one, in bytes of JSON. */
	private static final int MAX_PAGE_SIZE = 1_000_000;

	/** Of all devices of a page, because each takes memory, however short its name is. */
	private static final int MAX_TAGS = 7_000;

	private static final String COUNT = """
			select count(distinct a.device_id) from assignment a
			where a.customer_id = :customer and a.tag_id = any(:drivers) and
			""" + MATCHES;

	private final JdbcClient jdbc;

	DeviceRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The tags that exist, each with the number of its devices. */
	Map<UUID, Long> deviceCounts(CustomerId customer, Collection<UUID> tagIds) {
		Map<UUID, Long> counts = new HashMap<>();
		this.jdbc.sql("""
				select tag_id, assigned_device_count from tag
				where customer_id = :customer and tag_id = any(:tagIds)
				""").param("customer", customer.value()).param("tagIds", array(tagIds)).query((row) -> {
			counts.put(row.getObject("tag_id", UUID.class), row.getLong("assigned_device_count"));
		});
		return counts;
	}

	/**
	 * The one device, also when it has no tags.
	 * @param whole whether it may be larger than a page
	 * @return a list of the device; none if it is larger than it may be
	 */
	DeviceList get(CustomerId customer, String deviceId, boolean whole) {
		return bounded(this.jdbc.sql(GET), whole).param("customer", customer.value())
			.param("device", deviceId)
			.query(devices(1, 0))
			.orElseThrow();
	}

	/**
	 * A page of devices. The tags have to exist in the moment of the page, because
	 * assignments can outlive their tag.
	 * @param whole whether the first device may be larger than a page
	 * @return nothing if one of the tags does not exist; no device, but that more follow,
	 * if the first one is larger than it may be
	 */
	Optional<DeviceList> search(CustomerId customer, DeviceSearch search, Collection<UUID> drivers, boolean whole) {
		return page(customer, search, drivers, whole).query(devices(search.size(), search.tagIds().size()));
	}

	/** The statement of {@link #search}, which has a row for each tag of the page. */
	JdbcClient.StatementSpec page(CustomerId customer, DeviceSearch search, Collection<UUID> drivers, boolean whole) {
		return bounded(statement(SEARCH, customer, search, drivers), whole)
			.param("after", (search.after() != null) ? search.after() : "")
			.param("limit", search.size() + 1);
	}

	private static JdbcClient.StatementSpec bounded(JdbcClient.StatementSpec statement, boolean whole) {
		return statement.param("maxTags", MAX_TAGS).param("maxBytes", MAX_PAGE_SIZE).param("whole", whole);
	}

	long count(CustomerId customer, DeviceSearch search, Collection<UUID> drivers) {
		return statement(COUNT, customer, search, drivers).query(Long.class).single();
	}

	private JdbcClient.StatementSpec statement(String sql, CustomerId customer, DeviceSearch search,
			Collection<UUID> drivers) {
		return this.jdbc.sql(sql)
			.param("customer", customer.value())
			.param("drivers", array(drivers))
			.param("all", array(search.all()))
			.param("any", array(search.any()))
			.param("none", array(search.none()));
	}

	private static UUID[] array(Collection<UUID> tagIds) {
		return tagIds.toArray(UUID[]::new);
	}

	/**
	 * A row for each tag of the devices, and one for a device without tags: no more rows
	 * than a page may hold and one device may have, and one more if others follow.
	 */
	private static String rows(String devices) {
		return """
				select d.device_id, t.*
				from (%s) d
				left join lateral (
				  select t.*
				  from (
				    select a.tag_id from assignment a
				    where a.customer_id = :customer and a.device_id = d.device_id offset 0
				  ) a
				  cross join lateral (
				    select t.tag_id, t.name, t.name_key from tag t
				    where t.customer_id = :customer and t.tag_id >= a.tag_id and t.tag_id <= a.tag_id
				    order by t.tag_id offset 0
				  ) t
				) t on true
				order by d.device_id, t.name_key
				limit (select greatest(:maxTags, max(tag_count)) + 1 from customer where customer_id = :customer)
				""".formatted(devices);
	}

	/**
	 * The rows with their number, the bytes of JSON up to the end of their device, the
	 * first and the last device. A tag has 54 bytes beside its name, which to_json
	 * quotes.
	 */
	private static String measured(String rows) {
		return """
				select r.*, row_number() over w as number, count(*) over () as all_rows,
				  first_value(r.device_id) over w as first_device, max(r.device_id) over () as last_device,
				  sum(54 + coalesce(octet_length(cast(to_json(r.name) as text)), 0)) over (order by r.device_id) as bytes
				from (%s) r
				window w as (order by r.device_id, r.name_key)
				"""
			.formatted(rows);
	}

	/**
	 * Which rows are of devices that fit in the page as a whole. Where the limit has
	 * ended the rows, some of the last device may be missing.
	 */
	private static String listed(String rows) {
		return """
				select s.*, (s.bytes <= :maxBytes or :whole and s.device_id = s.first_device)
				  and not (s.all_rows = c.max_rows and s.device_id = s.last_device) as is_listed
				from (%s) s
				""".formatted(rows);
	}

	/**
	 * The version of the customer's data, and beside it the rows that are listed. The
	 * first row is always there, to tell whether there is a device.
	 */
	private static String withTags(String devices, String tagIds) {
		return """
				select c.version, c.revision, c.existing_tags, p.device_id, p.tag_id, p.name, p.all_rows,
				  p.is_listed
				from (
				  select coalesce(max(version), 0) as version, coalesce(max(revision), 0) as revision,
				    greatest(:maxTags, max(tag_count)) + 1 as max_rows,
				    (select count(*) from tag n where n.customer_id = :customer and n.tag_id = %s) as existing_tags
				  from customer where customer_id = :customer
				) c
				left join lateral (%s) p on p.is_listed or p.number = 1
				order by p.device_id, p.name_key
				""".formatted(tagIds, listed(measured(rows(devices))));
	}

	/** Rows that are there, but not returned, are of devices that follow. */
	private static ResultSetExtractor<Optional<DeviceList>> devices(int size, int tags) {
		return (rows) -> {
			CustomerVersion version = CustomerVersion.NONE;
			int existingTags = 0;
			long following = 0;
			SequencedMap<String, List<TaggedDevice.Tag>> devices = new LinkedHashMap<>();
			while (rows.next()) {
				version = CustomerVersion.of(rows);
				existingTags = rows.getInt("existing_tags");
				if (rows.getRow() == 1) {
					following = rows.getLong("all_rows");
				}
				if (rows.getBoolean("is_listed")) {
					following--;
					add(rows, devices.computeIfAbsent(rows.getString("device_id"), (id) -> new ArrayList<>()));
				}
			}
			if (existingTags < tags) {
				return Optional.empty();
			}
			return Optional.of(new DeviceList(version,
					devices.entrySet()
						.stream()
						.limit(size)
						.map((device) -> new TaggedDevice(device.getKey(), device.getValue()))
						.toList(),
					following > 0 || devices.size() > size, null));
		};
	}

	private static void add(ResultSet row, List<TaggedDevice.Tag> tags) throws SQLException {
		if (row.getObject("tag_id") != null) {
			tags.add(new TaggedDevice.Tag(row.getObject("tag_id", UUID.class), row.getString("name")));
		}
	}

}
