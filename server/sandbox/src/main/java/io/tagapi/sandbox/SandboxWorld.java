package io.tagapi.sandbox;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.tagapi.server.storage.Transactions;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes the seeds: once for a customer who is new, before the first request, and
 * whenever a customer is reset.
 */
@Component
class SandboxWorld implements InitializingBean {

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	private final Seeds seeds;

	private final Transactions transactions;

	private final JdbcClient jdbc;

	private final Clock clock;

	SandboxWorld(Seeds seeds, Transactions transactions, JdbcClient jdbc, Clock clock) {
		this.seeds = seeds;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What is changed or deleted later stays so. */
	@Override
	public void afterPropertiesSet() {
		this.seeds.all().forEach((customerId, seed) -> this.transactions.run(() -> addIfNew(customerId, seed)));
	}

	private boolean addIfNew(String customerId, Seed seed) {
		boolean isNew = this.jdbc
			.sql("insert into customer (customer_id, tag_count) values (?, ?) on conflict (customer_id) do nothing")
			.param(customerId)
			.param(seed.tags().size())
			.update() == 1;
		if (isNew) {
			seed.tags().forEach((tag) -> add(customerId, tag));
		}
		return isNew;
	}

	/**
	 * Replaces all that a customer has, and begins a new history: positions of events
	 * begin anew, and no cached page or entity tag of before is taken for one of after.
	 * @param customerId the customer
	 * @param seed what it has then
	 */
	void reset(String customerId, Seed seed) {
		this.transactions.run(() -> replace(customerId, seed));
	}

	private boolean replace(String customerId, Seed seed) {
		for (String table : new String[] { "idempotency", "assignment", "tag", "event" }) {
			this.jdbc.sql("delete from " + table + " where customer_id = ?").param(customerId).update();
		}
		this.jdbc.sql("""
				insert into customer (customer_id, tag_count, revision) values (:customer, :count, :revision)
				on conflict (customer_id) do update set tag_count = :count, version = 0, revision = :revision
				""")
			.param("customer", customerId)
			.param("count", seed.tags().size())
			.param("revision", ThreadLocalRandom.current().nextLong())
			.update();
		seed.tags().forEach((tag) -> add(customerId, tag));
		return true;
	}

	private void add(String customerId, SeedTag tag) {
		UUID id = (tag.id() != null) ? tag.id() : this.ids.generate();
		this.jdbc.sql("""
				insert into tag (customer_id, tag_id, name, name_key, description, assigned_device_count,
				  created_on, modified_on)
				values (:customer, :id, :name, :nameKey, :description, :deviceCount, :now, :now)
				""")
			.param("customer", customerId)
			.param("id", id)
			.param("name", tag.name())
			.param("nameKey", tag.key().value())
			.param("description", tag.description())
			.param("deviceCount", tag.deviceIds().size())
			.param("now", this.clock.millis())
			.update();
		this.jdbc.sql("insert into assignment (customer_id, tag_id, device_id) select ?, ?, unnest(?::text[])")
			.param(customerId)
			.param(id)
			.param(tag.deviceIds().toArray(String[]::new))
			.update();
	}

}
