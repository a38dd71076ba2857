package io.tagapi.server.device;

import java.util.UUID;

import io.tagapi.acceptance.TestServer;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Devices with many tags whose names are as long as they can be.
 */
final class LargeDeviceData {

	/** One of their tags. */
	static final UUID TAG = TestServer.unknownTag(1);

	private LargeDeviceData() {
	}

	/** Gives each of the devices, from L0 on, all of the tags. */
	static void insert(JdbcClient database, int tags, int devices) {
		database.sql("insert into customer (customer_id, tag_count) values ('demo', ?)").param(tags).update();
		database.sql("""
				insert into tag (customer_id, tag_id, name, name_key, created_on, modified_on, assigned_device_count)
				select 'demo', cast('019a9d2e-6c00-7b3a-9f62-' || lpad(cast(n as text), 12, '0') as uuid),
				  'tag ' || n || ?, 'tag ' || n, 0, 0, ?
				from generate_series(1, ?) n
				""").param("\uD800\uDF48".repeat(90)).param(devices).param(tags).update();
		database.sql("""
				insert into assignment (customer_id, tag_id, device_id)
				select 'demo', t.tag_id, 'L' || d
				from tag t cross join generate_series(0, ?) d
				where t.customer_id = 'demo'
				""").param(devices - 1).update();
	}

}
