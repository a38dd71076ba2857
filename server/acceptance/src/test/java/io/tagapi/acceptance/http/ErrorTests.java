package io.tagapi.acceptance.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.acceptance.Response;
import io.tagapi.acceptance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of errors, row by row. What makes a request invalid is in
 * {@link BadRequestTests}.
 */
@AcceptanceTest
class ErrorTests {

	private static final String TAGS = "/tag/v1/tags?customerId=demo";

	private final TestServer server;

	private final DataSource dataSource;

	private final MeterRegistry metrics;

	ErrorTests(@Autowired TestServer server, @Autowired DataSource dataSource, @Autowired MeterRegistry metrics) {
		this.server = server;
		this.metrics = metrics;
		this.dataSource = dataSource;
	}

	@Test
	void invalidParameter() {
		this.server.get(TAGS + "&pageSize=101").isJson(400, """
				{"result": 400, "code": "4000000", "message": "RESOURCE_INVALID_PARAM",
				 "data": "The specified request parameters are not valid: pageSize must be between 1 and 100"}""");
	}

	@Test
	void missingParameter() {
		this.server.get("/tag/v1/tags").isJson(400, """
				{"result": 400, "code": "4000001", "message": "MISSING_REQUIRED_PARAM",
				 "data": "A required parameter is missing: customerId is required"}""");
	}

	@Test
	void noToken() {
		Response response = this.server.send(this.server.request(TAGS));

		response.isJson(401, """
				{"result": 401, "code": "40100000", "message": "AUTHORIZATION_FAIL",
				 "data": "Missing or invalid authorization header"}""");
		assertThat(response.header("WWW-Authenticate")).contains("Bearer");
	}

	@Test
	void missingScopeIsForbidden() {
		Response response = this.server.send(this.server.request(TAGS)
			.header("Authorization", "Bearer " + this.server.token("sandbox", "tag.tags:manage")));

		response.isJson(403, """
				{"result": 403, "code": "40300000", "message": "FORBIDDEN_ACCESS",
				 "data": "Access denied due to insufficient permissions: the access token needs the scope tag or \
				tag.tags:view; it has tag.tags:manage (in the claims scope, scp)"}""".replace("\t", ""));
		assertThat(response.header("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tag/v1/nothing", "/tag/v1", "/tag/v1/tags/", "/nothing", "/error", "/actuator",
			"/actuator/env", "/v3/api-docs", "/ams/v1/nothing", "/swagger-ui/nothing" })
	void unknownPathIsNotFound(String path) {
		this.server.get(path).isNotFound("there is nothing at this path");
	}

	@ParameterizedTest
	@CsvSource({ "PATCH, /tag/v1/tags?customerId=demo, 'GET, POST', GET or POST",
			"POST, /tag/v1/tags/019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10?customerId=demo, 'DELETE, GET, PUT', DELETE or GET or PUT",
			"DELETE, /tag/v1/devices/bulkAssign?customerId=demo, POST, POST", "POST, /openapi.yaml, GET, GET" })
	void wrongMethodIsRejected(String method, String path, String allow, String allowed) {
		Response response = this.server.send(method, path, "");

		response.isError(405, "40500000", "METHOD_NOT_ALLOWED",
				"The path does not support this method: " + method + "; use " + allowed);
		assertThat(response.header("Allow")).contains(allow);
	}

	@Test
	void wrongAcceptHeaderIsRejected() {
		this.server.send(this.server.authorized(TAGS).header("Accept", "text/html"))
			.isError(406, "40600000", "NOT_ACCEPTABLE",
					"The requested representation is not available: accept application/json");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "text/plain, text/plain", "application/xml, application/xml",
			"application/x-www-form-urlencoded, application/x-www-form-urlencoded", "-, none was given" })
	void wrongContentTypeIsRejected(String contentType, String named) {
		var request = this.server.authorized(TAGS).POST(BodyPublishers.ofString("{\"name\": \"x\"}"));
		if (contentType != null) {
			request.header("Content-Type", contentType);
		}

		this.server.send(request)
			.isError(415, "41500000", "UNSUPPORTED_MEDIA_TYPE",
					"The media type of the request body is not supported: " + named + "; send application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json;charset=ISO-8859-1", "application/json;charset=UTF-16" })
	void wrongCharsetIsRejected(String contentType) {
		this.server
			.send(this.server.authorized(TAGS)
				.header("Content-Type", contentType)
				.POST(BodyPublishers.ofString("{\"name\": \"x\"}")))
			.isError(415, "41500000", "UNSUPPORTED_MEDIA_TYPE", "The media type of the request body is not supported: "
					+ contentType + "; send application/json, in UTF-8");
	}

	@Test
	void aCharsetThatNobodyKnowsIsUnsupported() {
		assertThat(this.server
			.send(this.server.authorized(TAGS)
				.header("Content-Type", "application/json;charset=nonsense")
				.POST(BodyPublishers.ofString("{\"name\": \"x\"}")))
			.json()).containsEntry("code", "41500000").hasSize(4);
	}

	@Test
	void unforeseenExceptionIsAnInternalError() {
		this.server.database().sql("alter table tag rename to tag_away").update();
		try {
			Response response = this.server.get(TAGS);

			response.isError(500, "50000000", "INTERNAL_SERVER_ERROR",
					"An unexpected error occurred: request " + response.header("X-Request-Id").orElseThrow());
		}
		finally {
			this.server.database().sql("alter table tag_away rename to tag").update();
		}
	}

	@Test
	void noConnectionToTheDatabase() throws SQLException {
		List<Connection> all = new ArrayList<>();
		try {
			HikariDataSource pool = this.dataSource.unwrap(HikariDataSource.class);
			for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
				all.add(pool.getConnection());
			}

			Response response = this.server.get(TAGS);

			response.isError(503, "50300000", "SERVICE_UNAVAILABLE", "The service is temporarily unavailable");
			assertThat(response.header("Retry-After")).contains("1");
		}
		finally {
			for (Connection connection : all) {
				connection.close();
			}
		}
	}

	@Test
	void tooManyConcurrentRequestsOfACustomerAreRejected() throws Exception {
		String token = this.server.token();
		double rejectedBefore = rejections("customer");
		double rejectedByServerBefore = rejections("server");
		CountDownLatch started = new CountDownLatch(150);
		try (ExecutorService executor = Executors.newFixedThreadPool(150); Connection lock = lockTags()) {
			List<Future<Response>> responses = new ArrayList<>();
			for (int i = 0; i < 150; i++) {
				responses.add(executor.submit(() -> {
					started.countDown();
					started.await();
					return this.server.send(this.server.request(TAGS).header("Authorization", "Bearer " + token));
				}));
			}
			Response refused = firstWith(429, responses);
			lock.rollback();

			refused.isError(429, "42900000", "TOO_MANY_REQUESTS", "Too many requests were sent in a short time: "
					+ "the customer has 50 requests under way, which is as many as it may have");
			assertThat(refused.header("Retry-After")).contains("1");
		}
		assertThat(rejections("customer")).isGreaterThan(rejectedBefore);
		assertThat(rejections("server")).isEqualTo(rejectedByServerBefore);
		assertThat(this.server.get(TAGS).status()).isEqualTo(200);
	}

	private double rejections(String limit) {
		return this.metrics.get("tag.api.limit.rejections").tag("limit", limit).functionCounter().count();
	}

	/** Keeps requests waiting until the connection is closed. */
	private Connection lockTags() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().execute("lock table tag in access exclusive mode");
		return connection;
	}

	private static Response firstWith(int status, List<Future<Response>> responses) throws Exception {
		while (true) {
			for (Future<Response> response : responses) {
				if (response.isDone() && response.get().status() == status) {
					return response.get();
				}
			}
			Thread.onSpinWait();
		}
	}

}
