package io.tagapi.acceptance.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates, assigns and deletes tags with the statements of version 1.0, one transaction
 * after the other, and waits a second at most for a lock.
 */
final class FormerServer implements AutoCloseable {

	private static final String CREATE = """
			insert into customer (customer_id) values ('%1$s') on conflict (customer_id) do nothing;
			insert into tag (customer_id, tag_id, name, name_key, created_on, modified_on)
			values ('%1$s', '%2$s', 'Written meanwhile', 'written meanwhile', 0, 0);
			update customer set tag_count = tag_count + 1 where customer_id = '%1$s';
			""";

	private static final String ASSIGN = """
			select tag_id from tag where customer_id = '%1$s' and tag_id = '%2$s' for no key update;
			insert into assignment (customer_id, tag_id, device_id)
			select t.customer_id, t.tag_id, 'R' || d from tag t cross join generate_series(1, 20) d
			where t.customer_id = '%1$s' and t.tag_id = '%2$s' on conflict do nothing;
			update tag set assigned_device_count = 20 where customer_id = '%1$s' and tag_id = '%2$s';
			""";

	private static final String DELETE = """
			select tag_id from tag where customer_id = '%1$s' and tag_id = '%2$s' for update;
			delete from assignment where customer_id = '%1$s' and tag_id = '%2$s';
			delete from tag where customer_id = '%1$s' and tag_id = '%2$s';
			update customer set tag_count = tag_count - 1 where customer_id = '%1$s';
			""";

	private final AtomicInteger committed = new AtomicInteger();

	private final CompletableFuture<Void> work;

	private volatile boolean stopped;

	FormerServer(FormerDatabase database, String customer) {
		this.work = CompletableFuture.runAsync(() -> write(database, customer), Thread::startVirtualThread);
	}

	/** How many transactions have been committed. */
	int committed() {
		return this.committed.get();
	}

	private void write(FormerDatabase database, String customer) {
		SingleConnectionDataSource connection = database.connection();
		try {
			while (!this.stopped) {
				UUID tag = UUID.randomUUID();
				transaction(connection, CREATE, customer, tag);
				transaction(connection, ASSIGN, customer, tag);
				transaction(connection, DELETE, customer, tag);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			connection.destroy();
		}
	}

	private void transaction(DataSource database, String sql, String customer, UUID tag) throws SQLException {
		Connection connection = database.getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("set local lock_timeout = '1s'");
			statement.execute(sql.formatted(customer, tag));
			connection.commit();
		}
		this.committed.incrementAndGet();
	}

	/** Fails if a transaction has failed. */
	@Override
	public void close() {
		this.stopped = true;
		assertThat(this.work).succeedsWithin(Duration.ofMinutes(1));
	}

}
