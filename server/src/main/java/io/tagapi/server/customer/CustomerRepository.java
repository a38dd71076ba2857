package io.tagapi.server.customer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores which customers some access token has listed by name.
 */
@Repository
class CustomerRepository {

	private final JdbcClient jdbc;

	CustomerRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void markListed(String customerId) {
		this.jdbc.sql("""
				insert into customer (customer_id, listed) values (?, true)
				on conflict (customer_id) do update set listed = true where not customer.listed
				""").param(customerId).update();
	}

	boolean isListed(String customerId) {
		return this.jdbc.sql("select 1 from customer where customer_id = ? and listed")
			.param(customerId)
			.query()
			.optionalValue()
			.isPresent();
	}

}
