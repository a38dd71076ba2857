package io.tagapi.acceptance.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Provokes each status that the contract documents, of each operation.
 * {@link ContractObserver} compares the responses with the contract; here it is made sure
 * that there is one of each. A status that is added to the contract fails this test until
 * it can be provoked.
 */
@AcceptanceTest
@TestPropertySource(properties = { "tag-api.max-concurrent-requests-per-customer=1", "tag-api.max-queue-time=100ms",
		"tag-api.sandbox.data-dir=target/sandbox-conformance" })
class ConformanceTests {

	private final TestServer server;

	private final DataSource dataSource;

	ConformanceTests(@Autowired TestServer server, @Autowired DataSource dataSource) {
		this.server = server;
		this.dataSource = dataSource;
	}

	static Stream<Arguments> documented() {
		return ContractOperation.all()
			.flatMap((operation) -> operation.statuses().stream().map((status) -> arguments(operation, status)));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("documented")
	void everyDocumentedStatusOccurs(ContractOperation operation, int status) throws Exception {
		Response response = provoke(operation, status);

		assertThat(response.status()).as(response.body()).isEqualTo(status);
	}

	private Response provoke(ContractOperation operation, int status) throws Exception {
		return switch (status) {
			case 200, 201, 204 -> send(operation.request(this.server, "demo", existingTag()));
			case 304 -> send(operation.request(this.server, "demo", existingTag()).header("If-None-Match", "*"));
			case 400 -> send(operation.request(this.server, "", "none"));
			case 401 -> this.server.send(operation.request(this.server));
			case 403 -> send(operation.request(this.server), this.server.token("sandbox", ""));
			case 404 -> send(operation.request(this.server, "nobody", existingTag()));
			case 405 -> send(operation.request(this.server).method("PATCH", BodyPublishers.noBody()));
			case 406 -> send(operation.request(this.server).header("Accept", "text/html"));
			case 409 -> send(operation.request(this.server).header("Idempotency-Key", keyOfAnotherRequest()));
			case 412 -> send(operation.request(this.server, "demo", existingTag()).header("If-Match", "\"stale\""));
			case 413 -> send(operation.request(this.server)
				.method(operation.method(), BodyPublishers.ofString(" ".repeat(1024 * 1024 + 1))));
			case 415 -> send(operation.request(this.server).setHeader("Content-Type", "text/plain"));
			case 429 -> whileAnotherRequestIsUnderWay(operation);
			case 500 -> withoutTable(operation);
			case 503 -> withoutConnections(operation);
			default -> throw new AssertionError("Say here how to provoke " + status);
		};
	}

	private String existingTag() {
		Response created = this.server.send("POST", "/tag/v1/tags?customerId=demo", "{\"name\": \"Existing\"}");
		JsonNode tag = JsonMapper.shared().readTree(created.body()).at("/data/tags/0/id");
		return tag.stringValue();
	}

	private String keyOfAnotherRequest() {
		this.server.database()
			.sql("insert into idempotency (customer_id, key, created_on, request_hash, status, body)"
					+ " values ('demo', 'used', ?, 'of another request', 200, '{}')")
			.param(System.currentTimeMillis())
			.update();
		return "used";
	}

	private Response whileAnotherRequestIsUnderWay(ContractOperation operation) throws Exception {
		try (Connection lock = this.dataSource.getConnection()) {
			lock.setAutoCommit(false);
			lock.createStatement().execute("lock table tag in access exclusive mode");
			CompletableFuture<Response> other = CompletableFuture
				.supplyAsync(() -> this.server.get("/tag/v1/tags?customerId=demo"));
			while (!isSomeoneWaiting(lock)) {
				assertThat(other).as("The other request waits for the lock").isNotDone();
			}
			Response response = send(operation.request(this.server));
			lock.rollback();
			other.join();
			return response;
		}
	}

	private static boolean isSomeoneWaiting(Connection connection) throws SQLException {
		try (ResultSet waiting = connection.createStatement()
			.executeQuery("select 1 from pg_locks where not granted")) {
			return waiting.next();
		}
	}

	private Response withoutTable(ContractOperation operation) {
		String table = operation.path().startsWith("/events") ? "event" : "tag";
		this.server.database().sql("alter table " + table + " rename to away").update();
		try {
			return send(operation.request(this.server));
		}
		finally {
			this.server.database().sql("alter table away rename to " + table).update();
		}
	}

	private Response withoutConnections(ContractOperation operation) throws SQLException {
		List<Connection> all = new ArrayList<>();
		try {
			HikariDataSource pool = this.dataSource.unwrap(HikariDataSource.class);
			for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
				all.add(pool.getConnection());
			}
			return send(operation.request(this.server));
		}
		finally {
			for (Connection connection : all) {
				connection.close();
			}
		}
	}

	private Response send(HttpRequest.Builder request) {
		return send(request, this.server.token());
	}

	private Response send(HttpRequest.Builder request, String token) {
		return this.server.send(request.header("Authorization", "Bearer " + token));
	}

	static Stream<Arguments> differences() {
		return Stream.of(arguments("an undocumented status", 418, "application/json", "{}"),
				arguments("a missing property", 200, "application/json", "{\"result\": 200}"),
				arguments("a number for a text", 401, "application/json",
						"{\"result\": 401, \"code\": 40100000, \"message\": \"X\", \"data\": \"x\"}"),
				arguments("another media type", 401, "text/html", "<p>Unauthorized</p>"),
				arguments("a body that is not JSON", 401, "application/json", "Unauthorized"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void differences(String name, int status, String contentType, String body) throws Exception {
		ContractObserver observer = new ContractObserver();

		observer.doFilter(new MockHttpServletRequest("GET", "/tag/v1/tags"), new MockHttpServletResponse(),
				respondingWith(status, contentType, body));

		assertThat(observer.takeDifferences()).hasSize(1);
	}

	@Test
	void anAcceptedRequestThatTheContractDoesNotAllowIsNoticed() throws Exception {
		ContractObserver observer = new ContractObserver();

		observer
			.doFilter(new MockHttpServletRequest("GET", "/tag/v1/tags"), new MockHttpServletResponse(), respondingWith(
					200, "application/json",
					"""
							{"result": 200, "code": "20000000", "message": "SUCCESS", "data": {"total": 0, "tags": []}}"""));

		assertThat(observer.takeDifferences().toString()).contains("'customerId' is required");
	}

	private static FilterChain respondingWith(int status, String contentType, String body) {
		return (request, response) -> {
			((HttpServletResponse) response).setStatus(status);
			((HttpServletResponse) response).setHeader("X-Request-Id", "5b0f3c52-94f4-4f0e-9d5e-3a2f6f1f7f11");
			response.setContentType(contentType);
			response.getWriter().write(body);
		};
	}

}
