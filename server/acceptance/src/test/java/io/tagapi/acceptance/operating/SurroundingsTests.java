package io.tagapi.acceptance.operating;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.tagapi.acceptance.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What browsers, proxies and those who operate the server meet.
 */
@ExtendWith(OutputCaptureExtension.class)
class SurroundingsTests {

	private static final String TAGS = "/tag/v1/tags?customerId=acme";

	private static final String PAGE = "https://fleet.example.com";

	private static final String FOREIGN_PAGE = "https://fleet.example.org";

	@TempDir
	static Path directory;

	private static OperatedServer server;

	@BeforeAll
	static void start() {
		server = OperatedServer.start(directory.resolve("database"), "--tag-api.cors.allowed-origins=" + PAGE,
				"--tag-api.trusted-proxies=127.0.0.0/8,::1", "--management.server.port=0",
				"--tag-api.swagger-ui.client-id=tags-ui", "--tag-api.swagger-ui.scope-prefix=api://tags/",
				"--tag-api.swagger-ui.parameters.audience=https://tags.example.com",
				"--management.endpoints.web.exposure.include=health,prometheus,env");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void pageOfAnAllowedOriginMayUseTheApi() {
		Response preflight = server.send(preflight(TAGS, PAGE));
		Response read = server.send(server.authorized(TAGS).header("Origin", PAGE));
		Response rejected = server.send(server.request(TAGS).header("Origin", PAGE));

		assertThat(preflight.status()).isEqualTo(200);
		assertThat(preflight.header("Access-Control-Allow-Origin")).contains(PAGE);
		assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT");
		assertThat(preflight.header("Access-Control-Allow-Headers")).contains("authorization, if-match");
		assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
		for (Response response : new Response[] { read, rejected }) {
			assertThat(response.header("Access-Control-Allow-Origin")).contains(PAGE);
			assertThat(response.header("Access-Control-Expose-Headers").orElseThrow().split(", ")).contains("ETag",
					"Location", "X-Request-Id", "Retry-After", "Idempotency-Replayed");
		}
		assertThat(read.status()).isEqualTo(200);
		rejected.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
	}

	@Test
	void pageOfAnotherOriginMayReadTheContractOnly() {
		Response preflight = server.send(preflight(TAGS, FOREIGN_PAGE));
		Response contract = server.send(server.request("/openapi.yaml").header("Origin", FOREIGN_PAGE));

		preflight.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
		assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(contract.status()).isEqualTo(200);
		assertThat(contract.header("Access-Control-Allow-Origin")).isPresent();
	}

	@Test
	void contractAsJsonIsForAllPagesToo() {
		assertThat(server.send(server.request("/openapi.json").header("Origin", FOREIGN_PAGE))
			.header("Access-Control-Allow-Origin")).isPresent();
	}

	/** The response would be as large as the request, for anybody. */
	@Test
	void preflightRepeatsNoMoreThanTheHeadersOfTheApi() {
		Response preflight = server.send(preflight("/openapi.yaml", FOREIGN_PAGE)
			.header("Access-Control-Request-Headers", "x-unknown, ".repeat(100) + "x"));

		assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(preflight.header("Access-Control-Allow-Headers")).isEmpty();
	}

	private static HttpRequest.Builder preflight(String path, String origin) {
		return server.request(path)
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "authorization, if-match");
	}

	@Test
	void addressesHaveThePrefixOfATrustedProxy() {
		Response home = server.send(forwarded(server.request("/")));
		Response created = server.send(forwarded(server.authorized(TAGS)).header("Content-Type", "application/json")
			.header("Idempotency-Key", "prefix")
			.POST(BodyPublishers.ofString("{\"name\": \"Prefixed\"}")));
		Response replayed = server.send(server.authorized(TAGS)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "prefix")
			.POST(BodyPublishers.ofString("{\"name\": \"Prefixed\"}")));

		assertThat(home.status()).isBetween(302, 303);
		assertThat(home.header("Location")).contains("/tags-api/swagger-ui.html");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location").orElseThrow()).startsWith("/tags-api/tag/v1/tags/");
		assertThat("/tags-api" + replayed.header("Location").orElseThrow())
			.isEqualTo(created.header("Location").orElseThrow());
		server.send(forwarded(server.request(TAGS)))
			.isError(401, "40100000", "AUTHORIZATION_FAIL", "Missing or invalid authorization header");
	}

	/** Its body comes later than a thread waits for it. */
	@Test
	void requestThatWaitsHasThePrefixOfATrustedProxy() throws Exception {
		String body = "{\"name\": \"Late\"}";
		try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			OutputStream request = connection.getOutputStream();
			request.write(
					("POST " + TAGS + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-Prefix: /tags-api\r\n"
							+ "Authorization: Bearer " + server.issuer().token("acme") + "\r\n"
							+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n{")
						.getBytes(StandardCharsets.US_ASCII));
			Thread.sleep(1000);
			request.write(body.substring(1).getBytes(StandardCharsets.US_ASCII));

			assertThat(connection.getInputStream().readAllBytes()).asString()
				.startsWith("HTTP/1.1 201")
				.contains("Location: /tags-api/tag/v1/tags/");
		}
	}

	/** More at once than one address may have, but not more than may wait. */
	@Test
	void requestsThatWaitCountForTheClientOfATrustedProxy() throws Exception {
		Callable<Integer> client = () -> server
			.send(server.request("/openapi.yaml").header("X-Forwarded-For", "192.0.2.1"))
			.status();
		try (ExecutorService clients = Executors.newFixedThreadPool(60)) {
			for (Future<Integer> status : clients.invokeAll(Collections.nCopies(600, client))) {
				assertThat(status.get()).isEqualTo(200);
			}
		}
	}

	private static HttpRequest.Builder forwarded(HttpRequest.Builder request) {
		return request.header("X-Forwarded-Prefix", "/tags-api")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "tags.example.com");
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Prefix, tags-api", "X-Forwarded-Prefix, //tags.example.com", "X-Forwarded-Prefix, /a b",
			"X-Forwarded-Prefix, /a?b", "X-Forwarded-Prefix, /%", "X-Forwarded-Prefix, /%2", "X-Forwarded-Prefix, /%zz",
			"X-Forwarded-Port, https", "X-Forwarded-Host, tags.example.com:https", "X-Forwarded-Host, a b",
			"X-Forwarded-Host, %", "X-Forwarded-Host, {x}", "X-Forwarded-Host, a/b", "X-Forwarded-Host, a?b",
			"X-Forwarded-Host, a#b", "'X-Forwarded-Host', ','", "X-Forwarded-Proto, ht tp", "X-Forwarded-Proto, {x}",
			"X-Forwarded-Proto, :", "X-Forwarded-Proto, http:", "Forwarded, host=\"tags.example.com:https\"",
			"Forwarded, host=\"a b\"", "Forwarded, host=%zz", "Forwarded, proto={x}" })
	void malformedHeaderOfATrustedProxyIsNamed(String header, String value, CapturedOutput output) {
		isNamedOnEveryPath(header, value, output);
	}

	/** A redirect repeats the prefix, and the headers of a response have a limit. */
	@ParameterizedTest
	@ValueSource(ints = { 334, 9000 })
	void prefixOfMoreThanAThousandCharactersIsMalformed(int count, CapturedOutput output) {
		isNamedOnEveryPath("X-Forwarded-Prefix", "/a,".repeat(count), output);
	}

	private static void isNamedOnEveryPath(String header, String value, CapturedOutput output) {
		for (String path : new String[] { "/", "/swagger-ui.html", TAGS }) {
			server.send(server.authorized(path).header(header, value))
				.isInvalid("a header by which a proxy says how it was addressed, such as X-Forwarded-Prefix, "
						+ "X-Forwarded-Port or Forwarded, is malformed");
		}
		assertThat(output.getAll().lines()).noneMatch((line) -> line.matches(".* ERROR \\d.*|\tat .*"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tags.example.com", "tags.example.com:8443", "my_host", "[2001:db8::1]",
			"[2001:db8::1]:8443", "xn--bcher-kva.example", "b%C3%BCcher.example" })
	void hostOfATrustedProxyMayBeAnyThatFormsAnAddress(String host) {
		assertThat(server.send(server.request("/").header("X-Forwarded-Host", host)).header("Location"))
			.contains("/swagger-ui.html");
		assertThat(server.send(server.request("/swagger-ui.html").header("X-Forwarded-Host", host)).header("Location"))
			.contains("/swagger-ui/index.html");
		assertThat(server.send(server.authorized(TAGS).header("X-Forwarded-Host", host)).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/tags-api/, /tags-api/swagger-ui.html", "'/outer, /inner', /outer/inner/swagger-ui.html",
			"/%C3%BC, /%C3%BC/swagger-ui.html", "'', /swagger-ui.html" })
	void prefixIsAPathOrSeveral(String prefix, String location) {
		assertThat(server.send(server.request("/").header("X-Forwarded-Prefix", prefix)).header("Location"))
			.contains(location);
	}

	@Test
	void loginOfSwaggerUiHasWhatTheIssuerWants() {
		server.send(server.request("/swagger-ui/flows"))
			.isJson(200, """
					{"authorizationCode": {"authorizationUrl": "%1$s/authorize", "tokenUrl": "%1$s/token",
					 "clientId": "tags-ui", "scopePrefix": "api://tags/",
					 "parameters": {"audience": "https://tags.example.com"}}, "clientCredentials": null}"""
				.formatted(server.issuer().address()));
	}

	@Test
	void tokenWithHundredsOfCustomersIsTaken() {
		String token = server.issuer().token(customers(1000));

		assertThat(token.length()).isBetween(16_000, 32_000);
		assertThat(server
			.send(server.request("/tag/v1/tags?customerId=customer-0").header("Authorization", "Bearer " + token))
			.status()).isEqualTo(200);
	}

	@Test
	void headersThatAreTooLargeAreNamed() {
		Response response = server
			.send(server.request(TAGS).header("Authorization", "Bearer " + server.issuer().token(customers(3000))));

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.json()).containsEntry("code", "4000000")
			.containsEntry("data", "The specified request parameters are not valid: the request line and the headers "
					+ "are larger than 32768 bytes");
	}

	private static String[] customers(int number) {
		return IntStream.range(0, number).mapToObj((i) -> "customer-" + i).toArray(String[]::new);
	}

	@Test
	void idsThatComeWithARequestAreInItsLine(CapturedOutput output) {
		Response response = server.send(server.request(TAGS)
			.header("Authorization", "Bearer garbage")
			.header("X-Request-Id", "from-the-client:1")
			.header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
		server.send(server.request(TAGS)
			.header("Authorization", "Bearer garbage")
			.header("X-Request-Id", "<forged line>")
			.header("traceparent", "forged"));

		assertThat(output).contains("[" + response.header("X-Request-Id").orElseThrow()
				+ " from-the-client:1 4bf92f3577b34da6a3ce929d0e0e4736] ");
		assertThat(output).doesNotContain("forged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/env", "/actuator/env/PATH", "/actuator/prometheus", "/actuator" })
	void moreThanTheHealthIsNotOnThePortOfTheApi(String path) {
		server.send(server.authorized(path)).isNotFound("there is nothing at this path");
	}

	@Test
	void requestsAreCountedAndTimed() {
		server.send(server.authorized("/tag/v1/tags?customerId=acme&pageSize=3"));
		server.send(server.authorized("/tag/v1/tags?customerId=acme&pageSize=3"));
		server.send(server.authorized("/tag/v1/tags?customerId=acme&pageSize=300"));
		server.send(server.authorized("/tag/v1/tags?customerId=demo"));
		server.send(server.request(TAGS).header("Authorization", "Bearer garbage"));
		server.send(server.authorized("/tag/v1/events?customerId=acme"));

		String metrics = server.send(OperatedServer.request(server.managementPort(), "/actuator/prometheus")).body();

		assertThat(
				count(metrics, "tag_api_requests_seconds_count{code=\"none\",operation=\"listTags\",status=\"200\"}"))
			.isGreaterThanOrEqualTo(2);
		assertThat(count(metrics,
				"tag_api_requests_seconds_bucket{code=\"none\",operation=\"listTags\",status=\"200\",le=\"20.0\"}"))
			.isGreaterThanOrEqualTo(2);
		assertThat(count(metrics,
				"tag_api_requests_seconds_count{code=\"4000000\",operation=\"listTags\",status=\"400\"}"))
			.isGreaterThanOrEqualTo(1);
		assertThat(count(metrics,
				"tag_api_requests_seconds_count{code=\"40300000\",operation=\"listTags\",status=\"403\"}"))
			.isGreaterThanOrEqualTo(1);
		assertThat(
				count(metrics, "tag_api_requests_seconds_count{code=\"40100000\",operation=\"none\",status=\"401\"}"))
			.isGreaterThanOrEqualTo(1);
		assertThat(count(metrics, "tag_api_token_rejections_total{reason=\"malformed\"}")).isGreaterThanOrEqualTo(1);
		assertThat(count(metrics, "tag_api_requests_active")).isLessThanOrEqualTo(1);
		assertThat(count(metrics, "tag_api_requests_limit")).isEqualTo(200);
		for (String reason : new String[] { "slow_header", "incomplete_headers", "idle", "many_connections",
				"requests_ahead", "unread_body", "unread_responses" }) {
			assertThat(metrics).contains("tag_api_connections_closed_total{reason=\"" + reason + "\"} ");
		}
		for (String limit : new String[] { "server", "documents", "forms", "customer", "actor", "bodies" }) {
			assertThat(metrics).contains("tag_api_limit_rejections_total{limit=\"" + limit + "\"} ");
		}
		assertThat(count(metrics, "tag_api_events_behind_bucket{le=\"1.0\"}")).isGreaterThanOrEqualTo(1);
		assertThat(metrics)
			.contains("hikaricp_connections_pending{pool=\"tag-api\"}", "jvm_memory_used_bytes", "logback_events_total")
			.doesNotContain("http_server_requests");
	}

	private static double count(String metrics, String name) {
		return metrics.lines()
			.filter((line) -> line.startsWith(name + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(name.length())))
			.sum();
	}

	/** Tomcat rejects it before the application sees it. */
	@Test
	void malformedRequestToThePortOfTheManagementHasTheErrorObject() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.managementPort())) {
			socket.getOutputStream()
				.write("GET /[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));

			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 400 ")
				.endsWith("{\"result\":400,\"code\":\"4000000\",\"message\":\"RESOURCE_INVALID_PARAM\","
						+ "\"data\":\"The specified request parameters are not valid\"}");
		}
	}

	@Test
	void moreThanTheHealthIsOnThePortOfTheManagement() {
		assertThat(server.send(OperatedServer.request(server.managementPort(), "/actuator/env")).status())
			.isEqualTo(200);
		assertThat(server.send(OperatedServer.request(server.managementPort(), "/actuator/health")).status())
			.isEqualTo(200);
	}

}
