package io.tagapi.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import io.tagapi.server.storage.Transactions;
import io.tagapi.server.tag.NameKey;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tags of a fresh sandbox: those that the contract's examples name, so that each
 * example works as it is. They come once, before the first request; what is changed or
 * deleted stays so.
 */
@Component
class DemoTags implements InitializingBean {

	private static final String CUSTOMER = "demo";

	private static final List<DemoTag> TAGS = List.of(
			new DemoTag("019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10", "Warehouse", "Scanners in the warehouse", List.of()),
			new DemoTag("019a9d2e-7f88-7c41-8a0d-52b7e1c9d3f6", "Delivery vans", "Phones of the drivers",
					List.of("R58M42ABCDE")),
			new DemoTag("019a9d2e-9310-7d52-b3e8-4c0f7a6b2e95", "Meeting rooms", null,
					List.of("354651110012345", "354651110012352")));

	private final SandboxProperties properties;

	private final Transactions transactions;

	private final JdbcClient jdbc;

	private final Clock clock;

	DemoTags(SandboxProperties properties, Transactions transactions, JdbcClient jdbc, Clock clock) {
		this.properties = properties;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.properties.demoTags()) {
			this.transactions.run(this::addToFreshCustomer);
		}
	}

	private boolean addToFreshCustomer() {
		boolean fresh = this.jdbc
			.sql("insert into customer (customer_id, tag_count) values (?, ?) on conflict (customer_id) do nothing")
			.param(CUSTOMER)
			.param(TAGS.size())
			.update() == 1;
		if (fresh) {
			TAGS.forEach(this::add);
		}
		return fresh;
	}

	private void add(DemoTag tag) {
		this.jdbc.sql("""
				insert into tag (customer_id, tag_id, name, name_key, description, assigned_device_count,
				  created_on, modified_on)
				values (:customer, :id, :name, :nameKey, :description, :deviceCount, :now, :now)
				""")
			.param("customer", CUSTOMER)
			.param("id", UUID.fromString(tag.id()))
			.param("name", tag.name())
			.param("nameKey", NameKey.of(tag.name()).value())
			.param("description", tag.description())
			.param("deviceCount", tag.deviceIds().size())
			.param("now", this.clock.millis())
			.update();
		for (String deviceId : tag.deviceIds()) {
			this.jdbc.sql("insert into assignment (customer_id, tag_id, device_id) values (?, ?, ?)")
				.param(CUSTOMER)
				.param(UUID.fromString(tag.id()))
				.param(deviceId)
				.update();
		}
	}

	private record DemoTag(String id, String name, @Nullable String description, List<String> deviceIds) {
	}

}
