package io.tagapi.acceptance.storage;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.tagapi.acceptance.ProductionServer;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestIssuer;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.contract.ContractOperation;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.UpdateTagRequest;
import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.PurgeRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server on a Citus cluster. That it behaves there as it does elsewhere is what all
 * the tests of a sandbox show when they are given a cluster; see {@link CitusDatabase}.
 */
@ExtendWith(CitusCondition.class)
class CitusTests {

	private static final String DISTRIBUTED = "--tag-api.database.citus=true";

	static TestIssuer issuer;

	@BeforeAll
	static void startIssuer() {
		issuer = TestIssuer.start();
	}

	@AfterAll
	static void stopIssuer() {
		issuer.close();
	}

	@Test
	void everyStatementOfARequestGoesToOneShard() throws SQLException {
		try (var server = startWithOneConnection()) {
			callEachOperation(server);

			Map<String, List<String>> sent = explainSentStatements(server);

			assertThat(sent).allSatisfy((sql, plan) -> assertThat(plan).containsExactly("Task Count: 1"));
			assertThat(sent.keySet()).anyMatch((sql) -> sql.contains("select 1 from customer"))
				.anyMatch((sql) -> sql.contains("lateral"))
				.anyMatch((sql) -> sql.contains("insert into tag"))
				.anyMatch((sql) -> sql.contains("update tag"))
				.anyMatch((sql) -> sql.contains("delete from tag"))
				.anyMatch((sql) -> sql.contains("insert into assignment"))
				.anyMatch((sql) -> sql.contains("delete from assignment"))
				.anyMatch((sql) -> sql.contains("insert into event"));
		}
	}

	@Test
	void aPurgeDeletesFromOneShardAtATime() throws SQLException {
		try (var server = startWithOneConnection(); var client = client(server, "acme", "demo")) {
			for (String customer : List.of("acme", "demo")) {
				client.createTag(customer, new CreateTagRequest().name("Floor 2"));
			}
			JdbcClient database = server.getBean(JdbcClient.class);
			database.sql("update event set occurred_on = 0").update();
			database.sql("update idempotency set created_on = 0").update();

			server.getBeansOfType(Purge.class).values().forEach(server.getBean(PurgeRuns.class)::run);

			assertThat(count(database, "event")).isZero();
			assertThat(count(database, "idempotency")).isZero();
			Map<String, List<String>> deletions = explainSentStatements(server);
			deletions.keySet().removeIf((sql) -> !sql.startsWith("delete from"));
			assertThat(deletions).allSatisfy((sql, plan) -> assertThat(plan).containsExactly("Task Count: 1"));
			assertThat(deletions.keySet()).anyMatch((sql) -> sql.contains("from event"))
				.anyMatch((sql) -> sql.contains("from idempotency where customer_id = $1 and created_on < $2"));
		}
	}

	/**
	 * Explains what the driver has sent, rather than copies of it.
	 * @return for each statement, what its plan says of tasks
	 */
	private static Map<String, List<String>> explainSentStatements(ConfigurableApplicationContext server)
			throws SQLException {
		try (Connection connection = server.getBean(DataSource.class).getConnection()) {
			JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			return database.sql("""
					select name, statement, parameter_types::text[] from pg_prepared_statements
					where statement ~* '^\\s*(select|insert|update|delete|merge|with)\\s'
					and statement !~ 'pg_prepared_statements'
					""")
				.query((row, rowNumber) -> new Statement(row.getString(1), row.getString(2),
						List.of((String[]) row.getArray(3).getArray())))
				.list()
				.stream()
				.collect(Collectors.toMap(Statement::sql, (statement) -> explain(statement, database)));
		}
	}

	private static List<String> explain(Statement statement, JdbcClient database) {
		return database.sql("explain " + statement.execution())
			.query((row, number) -> row.getString(1))
			.list()
			.stream()
			.filter((line) -> line.contains("Task Count") || line.contains("coordinator"))
			.map(String::strip)
			.toList();
	}

	/** Walks the contract, so that an operation that is added to it is called too. */
	private static void callEachOperation(ConfigurableApplicationContext server) {
		TestServer http = new TestServer(server.getEnvironment(), server.getBean(JdbcClient.class));
		try (TagApiClient client = client(server, "demo")) {
			List<ContractOperation> operations = ContractOperation.all().toList();
			for (ContractOperation operation : operations) {
				UUID tag = client.createTag("demo", new CreateTagRequest().name("For " + operation)).getId();

				Response response = http.send(operation.request(http, "demo", tag.toString())
					.header("Authorization", "Bearer " + issuer.token("demo")));

				assertThat(response.status()).as(response.body()).isLessThan(300);
			}
			assertThat(client.listTags("demo", 1, 2, null).getTags()).hasSize(2);
			assertThat(http
				.send(http.request("/tag/v1/tags?customerId=nobody")
					.header("Authorization", "Bearer " + issuer.token("*")))
				.status()).isEqualTo(404);
		}
	}

	@Test
	void aDatabaseThatIsInUseIsDistributedWithAllThatItHolds() {
		String address = CitusCluster.newDatabase("tag_api_citus");
		List<Tag> before;
		try (var server = start(address); var client = client(server, "acme", "demo")) {
			for (String customer : List.of("acme", "demo")) {
				Tag tag = client.createTag(customer, new CreateTagRequest().name("Of " + customer));
				client.bulkAssignTags(customer,
						new BulkTagsRequest().deviceIds(TestServer.deviceIds(0, 500)).tagIds(List.of(tag.getId())));
			}
			before = client.listTags("acme").getTags();
		}

		try (var server = start(address, DISTRIBUTED); var client = client(server, "acme", "demo")) {
			JdbcClient database = server.getBean(JdbcClient.class);

			assertThat(client.listTags("acme").getTags()).isEqualTo(before);
			assertThat(count(database, "assignment")).isEqualTo(1000);
			assertThat(count(database, "event")).isEqualTo(4);
			Tag tag = client.updateTag("acme", before.getFirst().getId(), new UpdateTagRequest().name("Renamed"));
			assertThat(tag.getAssignedDeviceCount()).isEqualTo(500);
		}
	}

	@Test
	void allRowsOfACustomerAreOnOneNode() {
		String address = CitusCluster.newDatabase("tag_api_citus");
		for (int start = 1; start <= 2; start++) {
			try (var server = start(address, DISTRIBUTED)) {
				JdbcClient database = server.getBean(JdbcClient.class);

				assertThat(database
					.sql("""
							select table_name::text from citus_tables where distribution_column = 'customer_id'
							and colocation_id = (select colocation_id from citus_tables where table_name = 'customer'::regclass)
							""")
					.query(String.class)
					.list()).containsExactlyInAnyOrderElementsOf(database.sql("""
							select table_name from information_schema.columns
							where table_schema = 'public' and column_name = 'customer_id'
							""").query(String.class).list());
			}
		}
	}

	private static long count(JdbcClient database, String table) {
		return database.sql("select count(*) from " + table).query(Long.class).single();
	}

	private static ConfigurableApplicationContext start(String address, String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.datasource.url=" + address,
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address()));
		arguments.addAll(Arrays.asList(settings));
		return ProductionServer.start(arguments.toArray(String[]::new));
	}

	/** So that one session has prepared all that was sent. */
	private static ConfigurableApplicationContext startWithOneConnection() {
		return start(CitusCluster.newDatabase("tag_api_citus"), DISTRIBUTED,
				"--spring.datasource.hikari.maximum-pool-size=1",
				"--spring.datasource.hikari.data-source-properties.prepareThreshold=1");
	}

	private static TagApiClient client(ConfigurableApplicationContext server, String... customers) {
		URI address = URI.create("http://localhost:" + server.getEnvironment().getProperty("local.server.port"));
		return TagApiClient.builder(address).accessToken(() -> issuer.token(customers)).build();
	}

	/**
	 * A statement that was sent, and the types of its parameters.
	 */
	private record Statement(String name, String sql, List<String> types) {

		/** With values that name one customer, and are good for everything else. */
		String execution() {
			String values = this.types.stream().map(Statement::value).collect(Collectors.joining(", "));
			return "execute \"" + this.name + "\"" + (values.isEmpty() ? "" : "(" + values + ")");
		}

		private static String value(String type) {
			String value = switch (type) {
				case "uuid" -> TestServer.unknownTag(1).toString();
				case "uuid[]" -> "{" + TestServer.unknownTag(1) + "}";
				case "text[]", "character varying[]" -> "{1}";
				default -> "1";
			};
			return "'" + value + "'::" + type;
		}

	}

}
