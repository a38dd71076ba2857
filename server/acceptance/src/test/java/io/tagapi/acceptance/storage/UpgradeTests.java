package io.tagapi.acceptance.storage;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.tagapi.acceptance.TestIssuer;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.postgres.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Upgrades of databases that earlier versions have made and filled.
 */
class UpgradeTests {

	@TempDir
	static Path directory;

	static EmbeddedPostgres postgres;

	static TestIssuer issuer;

	@BeforeAll
	static void start() {
		postgres = EmbeddedPostgres.start(directory.resolve("database"), Path.of("target/postgresql"));
		issuer = TestIssuer.start();
	}

	@AfterAll
	static void stop() {
		issuer.close();
		postgres.close();
	}

	/**
	 * A transaction keeps the first migration from the table that it changes. Others do
	 * not queue behind the migration for as long as that takes.
	 */
	@Test
	void serversOfVersion10WriteDuringTheUpgrade() throws SQLException {
		FormerDatabase database = FormerDatabase.ofVersion10(postgres, "during_upgrade").filled(40);
		List<String> before = database.rows();

		CompletableFuture<ConfigurableApplicationContext> upgrade;
		try (FormerServer first = new FormerServer(database, "first");
				FormerServer second = new FormerServer(database, "second")) {
			try (OpenTransaction _ = new OpenTransaction(database)) {
				upgrade = upgrade(database);
				until(upgrade, () -> isRequested(database, "customer", "AccessExclusiveLock"));
				int committed = Math.max(first.committed(), second.committed());
				until(upgrade, () -> first.committed() > committed + 100 && second.committed() > committed + 100);
			}
			upgrade.join().close();
		}

		assertThat(database.rows()).isEqualTo(before);
		assertThat(database.structure()).isEqualTo(newStructure());
	}

	@Test
	void namesThatHaveBecomeTheSameGetDistinctKeys() {
		for (FormerDatabase database : List.of(FormerDatabase.ofVersion10(postgres, "names_10").filled(1),
				FormerDatabase.ofVersion11(postgres, "names_11").filled(1))) {
			List<String> before = database.rows();
			try (var server = database.startServer(issuer); var client = client(server, "customer-7")) {
				List<Tag> tags = client.listTags("customer-7").getTags();

				assertThat(tags).extracting(Tag::getName)
					.startsWith("Floor 1", "Ｆｌｏｏｒ １", "Floor 2")
					.endsWith("Floor 8", "Straße");
				assertThat(database.rows()).isEqualTo(before);
				assertThatException()
					.isThrownBy(() -> client.createTag("customer-7", new CreateTagRequest().name("STRASSE")))
					.withMessageContaining("name is taken by another tag");
			}
		}
	}

	@Test
	void databaseOfVersion11KeepsItsHistoryAndItsIndex() {
		FormerDatabase database = FormerDatabase.ofVersion11(postgres, "of_version_11").filled(1);
		List<String> history = history(database);
		long index = index(database);

		database.startServer(issuer).close();

		assertThat(history(database)).startsWith(history.toArray(String[]::new))
			.contains("2 versions events idempotency SQL 272655985 true");
		assertThat(index(database)).isEqualTo(index);
		assertThat(database.structure()).isEqualTo(newStructure());
	}

	@Test
	void migrationThatWasInterruptedIsExecutedAgain() throws SQLException {
		FormerDatabase database = FormerDatabase.ofVersion10(postgres, "interrupted").filled(1);

		try (OpenTransaction _ = new OpenTransaction(database, "insert into assignment "
				+ "select customer_id, tag_id, 'new' from tag where customer_id = 'customer-50' and name = 'Floor 1'")) {
			CompletableFuture<ConfigurableApplicationContext> upgrade = upgrade(database);
			until(upgrade, () -> cancelled(database, "create index concurrently if not exists assignment_by_device%"));
			assertThatException().isThrownBy(upgrade::join)
				.withStackTraceContaining("canceling statement due to user request");
		}
		assertThat(history(database)).anyMatch((migration) -> migration.endsWith("false"));
		assertThat(database.structure()).contains("assignment_by_device CREATE INDEX assignment_by_device "
				+ "ON assignment USING btree (customer_id, device_id, tag_id) f");

		database.startServer(issuer).close();

		assertThat(history(database)).allMatch((migration) -> migration.endsWith("true"));
		assertThat(database.structure()).isEqualTo(newStructure());
	}

	private static List<String> newStructure() {
		String schema = "new_" + Long.toHexString(System.nanoTime());
		FormerDatabase database = FormerDatabase.empty(postgres, schema);
		database.startServer(issuer).close();
		return database.structure();
	}

	private static List<String> history(FormerDatabase database) {
		return database.jdbc().sql("""
				select concat_ws(' ', version, description, type, checksum, success::text) from flyway_schema_history
				order by installed_rank
				""").query((row, number) -> row.getString(1)).list();
	}

	private static long index(FormerDatabase database) {
		return database.jdbc()
			.sql("select relfilenode from pg_class where oid = to_regclass('assignment_by_device')")
			.query(Long.class)
			.single();
	}

	private static boolean isRequested(FormerDatabase database, String table, String lock) {
		return database.jdbc()
			.sql("select count(*) from pg_locks where relation = to_regclass(?) and mode = ? and not granted")
			.params(table, lock)
			.query(Long.class)
			.single() > 0;
	}

	private static boolean cancelled(FormerDatabase database, String statement) {
		return database.jdbc()
			.sql("select count(pg_cancel_backend(pid)) from pg_stat_activity where query like ? and wait_event_type = 'Lock'")
			.param(statement)
			.query(Long.class)
			.single() > 0;
	}

	private static CompletableFuture<ConfigurableApplicationContext> upgrade(FormerDatabase database) {
		return CompletableFuture.supplyAsync(() -> database.startServer(issuer), Thread::startVirtualThread);
	}

	/** Waits for a condition while the upgrade is under way. */
	private static void until(CompletableFuture<?> upgrade, Callable<Boolean> condition) {
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20)).until(() -> {
			assertThat(upgrade).isNotDone();
			return condition.call();
		});
	}

	private static TagApiClient client(ConfigurableApplicationContext server, String... customers) {
		URI address = URI.create("http://localhost:" + server.getEnvironment().getProperty("local.server.port"));
		return TagApiClient.builder(address).accessToken(() -> issuer.token(customers)).build();
	}

	/** A transaction that has changed something, until it is closed. */
	private static final class OpenTransaction implements AutoCloseable {

		private final SingleConnectionDataSource database;

		private final Connection connection;

		OpenTransaction(FormerDatabase database) throws SQLException {
			this(database, "update customer set listed = listed where customer_id = 'customer-50'");
		}

		OpenTransaction(FormerDatabase database, String sql) throws SQLException {
			this.database = database.connection();
			this.connection = this.database.getConnection();
			this.connection.setAutoCommit(false);
			JdbcClient.create(this.database).sql(sql).update();
		}

		@Override
		public void close() throws SQLException {
			this.connection.rollback();
			this.database.destroy();
		}

	}

}
