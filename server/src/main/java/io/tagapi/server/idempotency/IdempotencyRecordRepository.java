package io.tagapi.server.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

import io.tagapi.server.customer.CustomerData;
import io.tagapi.server.customer.CustomerId;
import io.tagapi.server.customer.Customers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL for idempotency records.
 */
@Repository
class IdempotencyRecordRepository implements CustomerData {

	private final JdbcClient jdbc;

	IdempotencyRecordRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Makes sure that the key is there, and is not older than the limit. The customer has
	 * a row then too, by which a purge finds the key. The driver sends the last two
	 * statements at once.
	 */
	void insert(CustomerId customer, String key, long now, long limit) {
		this.jdbc.sql("delete from idempotency where customer_id = ? and key = ? and created_on < ?")
			.param(customer.value())
			.param(key)
			.param(limit)
			.update();
		this.jdbc
			.sql(Customers.insertStatement()
					+ """
							;
							insert into idempotency (customer_id, key, created_on) values (:customer, :key, :now) on conflict do nothing
							""")
			.param("customer", customer.value())
			.param("key", key)
			.param("now", now)
			.update();
	}

	/**
	 * Returns nothing if another transaction has the key: it is not waited for. The body,
	 * which may be large, is only read for the request that it responds to.
	 */
	Optional<IdempotencyRecord> lock(CustomerId customer, String key, Fingerprint request) {
		return this.jdbc.sql("""
				select request_hash, status, location, etag, case when request_hash = :request then body end as body
				from idempotency
				where customer_id = :customer and key = :key for update skip locked
				""")
			.param("request", request.value())
			.param("customer", customer.value())
			.param("key", key)
			.query(IdempotencyRecordRepository::toRecord)
			.optional();
	}

	private static IdempotencyRecord toRecord(ResultSet row, int rowNumber) throws SQLException {
		@Nullable String request = row.getString("request_hash");
		if (request == null) {
			return new IdempotencyRecord(null);
		}
		return new IdempotencyRecord(new StoredResponse(new Fingerprint(request), row.getInt("status"),
				row.getString("location"), row.getString("etag"), row.getString("body")));
	}

	void store(CustomerId customer, String key, StoredResponse response, long now) {
		this.jdbc.sql("""
				update idempotency
				set request_hash = :request, status = :status, location = :location, etag = :etag, body = :body,
				  created_on = :now
				where customer_id = :customer and key = :key
				""")
			.param("customer", customer.value())
			.param("key", key)
			.param("request", response.request().value())
			.param("status", response.status())
			.param("location", response.location(), Types.VARCHAR)
			.param("etag", response.etag(), Types.VARCHAR)
			.param("body", response.body(), Types.VARCHAR)
			.param("now", now)
			.update();
	}

	/**
	 * Looks at one key of each customer, within a transaction. Without the settings,
	 * PostgreSQL may read all keys instead; Citus has no other way to say it.
	 */
	List<String> customersWithKeysBefore(long limit) {
		this.jdbc.sql("""
				set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off
				""").update();
		return this.jdbc.sql("""
				select c.customer_id from customer c
				where exists (select from idempotency r where r.customer_id = c.customer_id and r.created_on < ?)
				""").param(limit).query((row, number) -> row.getString("customer_id")).list();
	}

	int deleteBefore(String customerId, long limit, int batch) {
		return this.jdbc.sql("""
				delete from idempotency where customer_id = :customer and key = any(array(
				  select old.key from idempotency old
				  where old.customer_id = :customer and old.created_on < :limit
				  limit :batch))
				""").param("customer", customerId).param("limit", limit).param("batch", batch).update();
	}

	/**
	 * Leaves out the records that are locked. Their requests are under way, and may wait
	 * for rows that the transaction has locked already.
	 */
	@Override
	public void deleteAll(CustomerId customer) {
		this.jdbc.sql("""
				delete from idempotency where customer_id = :customer and key = any(array(
				  select free.key from idempotency free
				  where free.customer_id = :customer
				  for update skip locked))
				""").param("customer", customer.value()).update();
	}

}
