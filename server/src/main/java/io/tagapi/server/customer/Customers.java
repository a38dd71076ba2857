package io.tagapi.server.customer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of customers: whether an access token has listed one by name, the number of
 * its tags and the version of its data. Only this class writes them.
 */
@Repository
public class Customers {

	private static final String INSERT = """
			insert into customer (customer_id) values (:customer) on conflict (customer_id) do nothing""";

	private static final String NEXT_VERSION = """
			update customer set version = version + 1, revision = :revision where customer_id = :customer""";

	private final JdbcClient jdbc;

	/**
	 * Makes one for the connection of a migration.
	 * @param jdbc where the rows are
	 */
	public Customers(JdbcClient jdbc) {
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

	/**
	 * The statement that gives {@code :customer} a row unless it has one, for a
	 * repository that sends it together with its own.
	 * @return one statement without a semicolon
	 */
	public static String insertStatement() {
		return INSERT;
	}

	/**
	 * The statement that gives {@code :customer} its next version, with the random
	 * {@code :revision}, for a repository that sends it together with its own.
	 * @return one statement without a semicolon
	 */
	public static String nextVersionStatement() {
		return NEXT_VERSION;
	}

	/**
	 * Gives a customer the next versions of its data, one for each of several changes.
	 * Nobody else has one until the transaction ends.
	 * @param customer the customer
	 * @param count how many changes
	 * @return the number of the first of these versions
	 */
	public long nextVersions(CustomerId customer, int count) {
		return this.jdbc.sql("""
				update customer set version = version + :count, revision = :revision
				where customer_id = :customer returning version + 1 - :count
				""")
			.param("customer", customer.value())
			.param("count", count)
			.param("revision", ThreadLocalRandom.current().nextLong())
			.query(Long.class)
			.single();
	}

	/**
	 * Gives a customer that has no row one, to which tags can refer.
	 * @param customer the customer
	 * @return whether it had none
	 */
	public boolean insert(CustomerId customer) {
		return this.jdbc.sql(INSERT).param("customer", customer.value()).update() == 1;
	}

	/**
	 * Begins a new history of a customer whose data are deleted: positions of events
	 * start again, and no earlier cached page or entity tag is valid.
	 * @param customer the customer
	 */
	public void restart(CustomerId customer) {
		this.jdbc.sql("""
				insert into customer (customer_id, revision) values (:customer, :revision)
				on conflict (customer_id) do update set tag_count = 0, version = 0, revision = :revision
				""")
			.param("customer", customer.value())
			.param("revision", ThreadLocalRandom.current().nextLong())
			.update();
	}

	/**
	 * The customer of work that the operator starts, for which there is no access token.
	 * @param customerId the id, well-formed
	 * @return the customer
	 */
	public static CustomerId ofOperator(String customerId) {
		return new CustomerId(customerId);
	}

	/**
	 * Counts more tags of a customer, and keeps others from doing so until the
	 * transaction ends.
	 * @param customer the customer
	 * @param count how many more
	 * @param max the most tags that it may have
	 * @return whether the customer may have so many more
	 */
	public boolean countMoreTags(CustomerId customer, int count, int max) {
		return this.jdbc.sql("""
				update customer set tag_count = tag_count + :count
				where customer_id = :customer and tag_count <= :max - :count
				""").param("customer", customer.value()).param("count", count).param("max", max).update() == 1;
	}

	/**
	 * Counts one tag less.
	 * @param customer the customer
	 */
	public void countOneTagLess(CustomerId customer) {
		this.jdbc.sql("update customer set tag_count = tag_count - 1 where customer_id = ?")
			.param(customer.value())
			.update();
	}

	/**
	 * Reads the versions of customers' data, at the price of one row each.
	 * @param customerIds the customers
	 * @return the version of each customer that has a row
	 */
	Map<String, CustomerVersion> versions(Set<String> customerIds) {
		Map<String, CustomerVersion> versions = new HashMap<>();
		this.jdbc
			.sql("select c.customer_id, " + CustomerVersion.COLUMNS + " from customer c where c.customer_id = any(?)")
			.param(customerIds.toArray(String[]::new))
			.query((row) -> {
				versions.put(row.getString("customer_id"), CustomerVersion.of(row));
			});
		return versions;
	}

	/**
	 * Invalidates what servers and clients keep of a customer's data. It makes no event.
	 * @param customerId the customer
	 */
	public void renewRevision(String customerId) {
		this.jdbc.sql("update customer set revision = ? where customer_id = ?")
			.param(ThreadLocalRandom.current().nextLong())
			.param(customerId)
			.update();
	}

}
