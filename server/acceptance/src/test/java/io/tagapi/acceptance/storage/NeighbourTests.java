package io.tagapi.acceptance.storage;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Customers whose requests hang in the database, and their neighbours. The pool has ten
 * connections.
 */
@AcceptanceTest
class NeighbourTests {

	private static final int POOL = 10;

	private static final int PER_CUSTOMER = 3;

	private static final int LARGE_PER_CUSTOMER = 2;

	private static final Duration LONGER_THAN_ANY_WAIT_FOR_A_LOCK = Duration.ofSeconds(6);

	private final TestServer server;

	private final DataSource pool;

	private String token = "";

	NeighbourTests(@Autowired TestServer server, @Autowired DataSource pool) {
		this.server = server;
		this.pool = pool;
	}

	@BeforeEach
	void getToken() {
		this.token = this.server.token();
	}

	@Test
	void aCustomerWhoseRequestsHangLeavesConnectionsToOthers() throws Exception {
		List<String> customers = List.of("acme");
		try (Connection lock = lock(customers); ExecutorService executor = Executors.newCachedThreadPool()) {
			List<Future<Response>> hanging = IntStream.range(0, 30)
				.mapToObj((i) -> executor.submit(() -> create("acme", "Floor " + i)))
				.toList();
			awaitBlocked(lock, PER_CUSTOMER);

			assertThat(create("demo", "Floor 2").status()).isEqualTo(201);
			assertThat(list("demo").body()).contains("\"total\":1");
			assertThat(list("acme").status()).isIn(200, 503);
			assertThat(blocked(lock)).isLessThanOrEqualTo(PER_CUSTOMER);

			lock.rollback();
			for (Future<Response> response : hanging) {
				isCreatedOrUnavailable(response.get());
			}
		}
		assertThat(create("acme", "Floor 99").status()).isEqualTo(201);
	}

	/** A connection that waits for a lock is given back before it counts as stuck. */
	@Test
	void changesThatWaitForALockAreMadeOnceItIsFreeAndReadsPassMeanwhile() throws Exception {
		try (Connection lock = lock(List.of("acme")); ExecutorService executor = Executors.newCachedThreadPool()) {
			List<Future<Response>> waiting = IntStream.range(0, 2 * PER_CUSTOMER)
				.mapToObj((i) -> executor.submit(() -> create("acme", "Floor " + i)))
				.toList();
			awaitBlocked(lock, PER_CUSTOMER);
			Instant end = Instant.now().plus(LONGER_THAN_ANY_WAIT_FOR_A_LOCK);
			while (Instant.now().isBefore(end)) {
				assertThat(list("acme").status()).isEqualTo(200);
			}

			lock.rollback();
			for (Future<Response> response : waiting) {
				assertThat(response.get().status()).isEqualTo(201);
			}
		}
	}

	@Test
	void manyCustomersWhoseRequestsHangDoNotKeepTheConnections() throws Exception {
		List<String> customers = IntStream.range(0, 15).mapToObj((i) -> "hanging-" + i).toList();
		try (Connection lock = lock(customers); ExecutorService executor = Executors.newCachedThreadPool()) {
			List<Future<Response>> hanging = customers.stream()
				.map((customer) -> executor.submit(() -> create(customer, "Floor 2")))
				.toList();
			awaitBlocked(lock, POOL - 1);

			assertThat(list("demo").status()).isEqualTo(200);
			assertThat(create("demo", "Floor 2").status()).isEqualTo(201);

			lock.rollback();
			for (Future<Response> response : hanging) {
				isCreatedOrUnavailable(response.get());
			}
		}
	}

	@Test
	void largeRequestsOfSeveralCustomersWaitForEachOther() throws Exception {
		List<String> customers = List.of("demo", "acme");
		List<Future<Response>> responses = new ArrayList<>();
		String devices = TestServer.deviceIds(0, 1_000)
			.stream()
			.map((device) -> "\"" + device + "\"")
			.collect(Collectors.joining(",", "[", "]"));
		CountDownLatch ready = new CountDownLatch(16);
		try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
			for (int i = 0; i < 16; i++) {
				String customer = customers.get(i % 2);
				String tag = idOf(create(customer, "Floor " + i));
				responses.add(executor.submit(() -> {
					ready.countDown();
					ready.await();
					return post("/devices/bulkAssign?customerId=" + customer,
							"{\"deviceIds\": " + devices + ", \"tagIds\": [\"" + tag + "\"]}");
				}));
			}
			for (Future<Response> response : responses) {
				response.get().isJson(200, """
						{"result": 200, "code": "20000000", "message": "SUCCESS",
						 "data": {"totalCount": 1000, "changedCount": 1000, "unchangedCount": 0}}""");
			}
		}
	}

	@Test
	void searchesAmongManyDevicesLeaveConnectionsToOtherRequests() throws Exception {
		String tag = idOf(create("acme", "Fleet"));
		String devices = TestServer.deviceIds(0, 10_000)
			.stream()
			.map((device) -> "\"" + device + "\"")
			.collect(Collectors.joining(",", "[", "]"));
		post("/devices/bulkAssign?customerId=acme", "{\"deviceIds\": " + devices + ", \"tagIds\": [\"" + tag + "\"]}");
		String search = "/tag/v1/devices?customerId=acme&includeTotal=true&allTags=" + tag;
		try (Connection lock = this.pool.getConnection(); ExecutorService executor = Executors.newCachedThreadPool()) {
			lock.setAutoCommit(false);
			lock.createStatement().execute("lock table assignment in access exclusive mode");
			List<Future<Response>> searches = IntStream.range(0, 20)
				.mapToObj((i) -> executor.submit(() -> get(search)))
				.toList();
			awaitBlocked(lock, LARGE_PER_CUSTOMER);

			assertThat(list("acme").status()).isEqualTo(200);
			assertThat(list("demo").status()).isEqualTo(200);
			assertThat(blocked(lock)).isLessThanOrEqualTo(LARGE_PER_CUSTOMER);

			lock.rollback();
			for (Future<Response> response : searches) {
				assertThat(response.get()).satisfiesAnyOf(
						(found) -> assertThat(found.body()).contains("\"total\":10000"),
						(unavailable) -> assertThat(unavailable.status()).isEqualTo(503));
			}
		}
	}

	/** Locks the rows of customers, from outside of the server. */
	private Connection lock(List<String> customers) throws SQLException {
		JdbcClient database = this.server.database();
		customers.forEach((customer) -> database.sql("insert into customer (customer_id, listed) values (?, true)")
			.param(customer)
			.update());
		Connection connection = this.pool.getConnection();
		connection.setAutoCommit(false);
		try (PreparedStatement statement = connection
			.prepareStatement("select 1 from customer where customer_id = any(?) for update")) {
			statement.setArray(1, connection.createArrayOf("text", customers.toArray()));
			statement.execute();
		}
		return connection;
	}

	private static void awaitBlocked(Connection connection, int count) throws SQLException {
		while (blocked(connection) < count) {
			Thread.onSpinWait();
		}
	}

	private static int blocked(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select count(distinct pid) from pg_locks where not granted");
				ResultSet count = statement.executeQuery()) {
			count.next();
			return count.getInt(1);
		}
	}

	private Response create(String customer, String name) {
		return post("/tags?customerId=" + customer, "{\"name\": \"" + name + "\"}");
	}

	private Response post(String path, String json) {
		return this.server.send(this.server.request("/tag/v1" + path)
			.header("Authorization", "Bearer " + this.token)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	private Response list(String customer) {
		return get("/tag/v1/tags?customerId=" + customer);
	}

	private Response get(String path) {
		return this.server.send(this.server.request(path).header("Authorization", "Bearer " + this.token));
	}

	private static String idOf(Response created) {
		assertThat(created.status()).isEqualTo(201);
		return created.header("Location").orElseThrow().replaceAll(".*/tags/([^?]+).*", "$1");
	}

	private static void isCreatedOrUnavailable(Response response) {
		if (response.status() != 201) {
			response.isError(503, "50300000", "SERVICE_UNAVAILABLE", "The service is temporarily unavailable");
			assertThat(response.header("Retry-After")).contains("1");
		}
	}

}
