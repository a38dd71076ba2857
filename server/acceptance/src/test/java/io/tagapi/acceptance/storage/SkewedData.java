package io.tagapi.acceptance.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Data as they are in life: few customers have most devices, few tags are on most of
 * them. There are a million assignments. Customer n has the nth part of what the first
 * has, and so have its tags of its devices.
 */
final class SkewedData {

	static final Customer LARGEST = new Customer(1);

	static final Customer SMALL = new Customer(500);

	private static final String SQL = """
			truncate customer, tag, assignment, event, idempotency;

			insert into customer (customer_id, listed, tag_count, version)
			select 'customer-' || c, true, 60 + 2000 / c, 50 + 20000 / c
			from generate_series(1, 2000) c;

			insert into tag (customer_id, tag_id, name, name_key, description, created_on, modified_on,
			  assigned_device_count)
			select 'customer-' || c,
			  cast('01900000-0000-7000-8000-' || lpad(to_hex(c), 6, '0') || lpad(to_hex(t), 6, '0') as uuid),
			  'Floor ' || t, 'floor ' || t, 'The devices of floor ' || t, 1760000000000 + t, 1760000000000 + t,
			  ceil(20000.0 / c / t)
			from generate_series(1, 2000) c cross join generate_series(1, 60 + 2000 / c) t;

			insert into assignment (customer_id, tag_id, device_id)
			select customer_id, tag_id, '35' || lpad(cast(d as text), 13, '0')
			from tag cross join generate_series(1, assigned_device_count) d;

			insert into event (customer_id, position, type, occurred_on, request_id, tag_ids, device_ids, changed_count)
			select 'customer-' || c, p, 'DEVICES_ASSIGNED', 1760000000000 + p, 'request-' || p,
			  array[cast('01900000-0000-7000-8000-' || lpad(to_hex(c), 6, '0') || '000001' as uuid)],
			  array['350000000000001', '350000000000002', '350000000000003'], 3
			from generate_series(1, 2000) c cross join generate_series(1, 50 + 20000 / c) p;

			insert into idempotency (customer_id, key, created_on, request_hash, status, body)
			select 'customer-' || c, 'key-' || k, 1760000000000 + k, repeat('a', 64), 200, '{"result": 200}'
			from generate_series(1, 2000) c cross join generate_series(1, 50) k;

			analyze;
			""";

	private SkewedData() {
	}

	/**
	 * Replaces all data, by a connection without the time limits of requests. What that
	 * has read is counted before it returns.
	 */
	static void load(JdbcConnectionDetails database) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(),
				database.getPassword()); Statement statement = connection.createStatement()) {
			statement.execute(SQL);
			statement.execute("select pg_stat_force_next_flush()");
		}
	}

	/** Adds a customer, and a tag that is on so many devices. */
	static Customer add(JdbcClient database, int devices) {
		Customer customer = new Customer(9999);
		database
			.sql("""
					with customer as (
					  insert into customer (customer_id, listed, tag_count) values (:customer, true, 1) returning customer_id
					), tag as (
					  insert into tag (customer_id, tag_id, name, name_key, created_on, modified_on, assigned_device_count)
					  select customer_id, :tag, 'All', 'all', 1760000000000, 1760000000000, :devices from customer
					  returning customer_id, tag_id
					)
					insert into assignment (customer_id, tag_id, device_id)
					select customer_id, tag_id, '35' || lpad(cast(d as text), 13, '0')
					from tag cross join generate_series(1, :devices) d
					""")
			.param("customer", customer.id())
			.param("tag", customer.tag(1))
			.param("devices", devices)
			.update();
		return customer;
	}

	/**
	 * One of the customers.
	 *
	 * @param number from 1; the first is the largest
	 */
	record Customer(int number) {

		String id() {
			return "customer-" + this.number;
		}

		/** The first is on most devices. Each customer has 60 at least. */
		UUID tag(int number) {
			return UUID.fromString("01900000-0000-7000-8000-%06x%06x".formatted(this.number, number));
		}

		@Override
		public String toString() {
			return id();
		}

	}

	/** On all of the first tags, as far as they reach. */
	static String device(int number) {
		return "35%013d".formatted(number);
	}

}
