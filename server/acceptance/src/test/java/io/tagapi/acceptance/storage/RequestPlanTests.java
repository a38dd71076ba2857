package io.tagapi.acceptance.storage;

import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.TestTokens;
import io.tagapi.acceptance.contract.ContractOperation;
import io.tagapi.acceptance.storage.SkewedData.Customer;
import io.tagapi.sandbox.TagApiSandbox;
import io.tagapi.server.storage.Purge;
import io.tagapi.server.storage.Transactions;
import io.tagapi.server.tag.NameKeyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * No request reads a table from end to end, at a million assignments. It is PostgreSQL's
 * own count of sequential scans that tells, so whatever statements a request consists of,
 * checks of foreign keys included, are covered.
 *
 * <p>
 * PostgreSQL plans a statement for its values or for any values, whichever seems cheaper.
 * Here it has to do the one and then the other, each until the driver has prepared the
 * statement, which it does at the fifth use. All of it goes through one connection, so
 * its counts are complete as soon as that has been told to hand them over.
 */
@SpringBootTest(classes = TagApiSandbox.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "tag-api.sandbox.data-dir=target/sandbox-plans",
				"tag-api.sandbox.programs-dir=target/postgresql", "spring.datasource.hikari.maximum-pool-size=1" })
@Import(TestServer.class)
@DirtiesContext
@TestInstance(Lifecycle.PER_CLASS)
class RequestPlanTests {

	private static final int CALLS_FOR_EACH_PLAN = 6;

	private final TestServer server;

	private final String token;

	private final JWKSource<SecurityContext> trustedKeys;

	RequestPlanTests(@Autowired TestServer server, @Autowired JWKSource<SecurityContext> trustedKeys) {
		this.server = server;
		this.token = server.token();
		this.trustedKeys = trustedKeys;
	}

	/** The hourly purges are no requests: they may read whole tables, but not now. */
	@BeforeAll
	void load(@Autowired JdbcConnectionDetails database, @Autowired ScheduledTaskHolder purges) throws SQLException {
		purges.getScheduledTasks().forEach((purge) -> purge.cancel(false));
		SkewedData.load(database);
		assertThat(count("assignment")).isGreaterThan(1_000_000);
	}

	static Stream<Arguments> variants() {
		return RequestVariant.ALL.stream()
			.flatMap((variant) -> Stream.of(arguments(variant, SkewedData.LARGEST),
					arguments(variant, SkewedData.SMALL)));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("variants")
	void noTableIsReadFromEndToEnd(RequestVariant variant, Customer customer) {
		assertThat(tablesReadBy((n) -> authorized(variant.request(this.server, customer, n), this.token),
				variant.status()))
			.as("tables that %s reads from end to end for %s", variant, customer)
			.isEmpty();
	}

	@Test
	void norToFindOutWhetherTheCustomerIsKnown() {
		assertThat(tablesReadBy((n) -> authorized(tagsOf("customer-" + (600 + n)), this.token), 200))
			.as("tables that are read from end to end for a known customer")
			.isEmpty();
		assertThat(tablesReadBy((n) -> authorized(tagsOf("stranger-" + n), this.token), 404))
			.as("tables that are read from end to end for an unknown customer")
			.isEmpty();
		assertThat(tablesReadBy((n) -> authorized(tagsOf("new-" + n), tokenFor("new-" + n)), 200))
			.as("tables that are read from end to end for a customer that a token lists for the first time")
			.isEmpty();
	}

	/** Nobody has told PostgreSQL yet how many devices the tag is on. */
	@Test
	void aBulkCallReadsWhatItIsAskedForHoweverOldTheStatisticsAre() {
		Customer newcomer = SkewedData.add(this.server.database(), 50_000);

		for (RequestVariant variant : RequestVariant.OF_100_DEVICES) {
			long before = rowsRead();
			callForEachPlan((n) -> authorized(variant.request(this.server, newcomer, n), this.token), 200);
			assertThat(rowsRead() - before).as("rows that are read by twelve calls of %s", variant)
				.isLessThan(12 * 5 * 100);
		}
	}

	/** Of all keys, which are old, it looks at one for each customer. */
	@Test
	void purgeOfIdempotencyRecordsLooksAtNoMoreThanItDeletes(@Autowired List<Purge> purges) {
		Purge purge = purges.stream()
			.filter((candidate) -> candidate.getClass().getSimpleName().startsWith("KeyPurge"))
			.findFirst()
			.orElseThrow();
		Map<String, Long> scans = sequentialScans();
		long before = rowsRead();

		int customers = purge.customers().size();

		assertThat(rowsRead() - before).isLessThan(3L * customers);
		assertThat(customers).isGreaterThanOrEqualTo(2000);
		assertThat(scannedSince(scans)).doesNotContain("idempotency");
	}

	@Test
	void refreshOfNameKeysLooksAtNoTagWhoseKeyIsChecked(@Autowired Transactions transactions) {
		Map<String, Long> scans = sequentialScans();
		long before = rowsRead();

		assertThat(transactions.run(() -> NameKeyRun.customers(this.server.database()))).isEmpty();

		assertThat(rowsRead() - before).isZero();
		assertThat(scannedSince(scans)).doesNotContain("tag");
	}

	/** So that what is added to the contract is added here. */
	@Test
	void everyParameterOfEveryOperationIsTried() {
		Map<String, Set<String>> documented = new TreeMap<>();
		ContractOperation.all()
			.forEach((operation) -> documented.put(operation.id(),
					operation.parameters()
						.map((parameter) -> parameter.get("name").stringValue())
						.collect(Collectors.toSet())));

		Map<String, Set<String>> tried = new TreeMap<>();
		RequestVariant.ALL.forEach((variant) -> tried.computeIfAbsent(variant.operation().id(), (id) -> new TreeSet<>())
			.addAll(variant.parameters()));

		assertThat(tried).isEqualTo(documented);
	}

	@Test
	void aReadFromEndToEndIsNoticed() {
		Map<String, Long> before = sequentialScans();

		this.server.database().sql("select count(*) from event where occurred_on = 0").query().singleRow();

		assertThat(scannedSince(before)).containsExactly("event");
	}

	private Set<String> tablesReadBy(IntFunction<HttpRequest.Builder> calls, int status) {
		Map<String, Long> before = sequentialScans();
		callForEachPlan(calls, status);
		return scannedSince(before);
	}

	private void callForEachPlan(IntFunction<HttpRequest.Builder> calls, int status) {
		planFor("force_custom_plan");
		send(calls, 1, status);
		planFor("force_generic_plan");
		send(calls, 1 + CALLS_FOR_EACH_PLAN, status);
	}

	private void planFor(String mode) {
		this.server.database().sql("set plan_cache_mode = " + mode).update();
	}

	private void send(IntFunction<HttpRequest.Builder> calls, int first, int status) {
		for (int n = first; n < first + CALLS_FOR_EACH_PLAN; n++) {
			Response response = this.server.send(calls.apply(n));
			assertThat(response.status()).as(response.body()).isEqualTo(status);
		}
	}

	private Set<String> scannedSince(Map<String, Long> before) {
		Map<String, Long> scans = sequentialScans();
		scans.entrySet().removeAll(before.entrySet());
		return scans.keySet();
	}

	/** How often each table has been read from end to end. */
	private Map<String, Long> sequentialScans() {
		this.server.database().sql("select pg_stat_force_next_flush()").query().singleRow();
		Map<String, Long> scans = new TreeMap<>();
		this.server.database().sql("select relname, seq_scan from pg_stat_user_tables").query((row) -> {
			scans.put(row.getString("relname"), row.getLong("seq_scan"));
		});
		return scans;
	}

	/** In tables and in indexes. */
	private long rowsRead() {
		this.server.database().sql("select pg_stat_force_next_flush()").query().singleRow();
		return this.server.database().sql("""
				select (select sum(seq_tup_read) from pg_stat_user_tables)
				  + (select sum(idx_tup_read) from pg_stat_user_indexes)
				""").query(Long.class).single();
	}

	private long count(String table) {
		return this.server.database().sql("select count(*) from " + table).query(Long.class).single();
	}

	private HttpRequest.Builder tagsOf(String customerId) {
		return this.server.request("/tag/v1/tags?customerId=" + customerId);
	}

	private String tokenFor(String customerId) {
		return TestTokens.sign(this.server.address(), this.trustedKeys,
				(claims) -> claims.claim("customer_ids", List.of(customerId)));
	}

	private static HttpRequest.Builder authorized(HttpRequest.Builder request, String token) {
		return request.header("Authorization", "Bearer " + token);
	}

}
