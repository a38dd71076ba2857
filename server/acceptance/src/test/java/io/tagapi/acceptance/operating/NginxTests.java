package io.tagapi.acceptance.operating;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server behind nginx, with the configuration that the documentation gives.
 */
@Tag("proxies")
class NginxTests {

	private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

	@TempDir
	static Path directory;

	private static OperatedServer server;

	private static Process nginx;

	private static URI address = URI.create("http://localhost");

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeAll
	static void start() throws Exception {
		server = OperatedServer.start(directory.resolve("database"), "--tag-api.trusted-proxies=127.0.0.1");
		int port = freePort();
		address = URI.create("http://localhost:" + port);
		nginx = launch(directory, port, server.port());
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	private static Process launch(Path home, int port, int upstream) throws IOException {
		String settings = Files.readString(Path.of("../../docs/operating/nginx.conf"))
			.replace("listen 80;", "listen 127.0.0.1:" + port + ";")
			.replace("127.0.0.1:8080", "127.0.0.1:" + upstream)
			.replace("http {", "http { access_log off;");
		Path file = Files.writeString(home.resolve("nginx.conf"), settings);
		Path log = home.resolve("nginx.log");
		Process process = new ProcessBuilder("nginx", "-p", home.toString(), "-e", log.toString(), "-c",
				file.toString(), "-g", "daemon off; pid nginx.pid;")
			.redirectErrorStream(true)
			.redirectOutput(home.resolve("nginx.out").toFile())
			.start();
		Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> listens(port));
		return process;
	}

	private static boolean listens(int port) {
		try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@AfterAll
	static void stop() {
		end(nginx);
		server.close();
	}

	private static void end(Process process) {
		process.destroy();
		process.onExit().join();
	}

	@Test
	void addressesLeadBackThroughNginx() throws Exception {
		assertThat(send(request("/tags-api/")).headers().firstValue("Location")).contains("/tags-api/swagger-ui.html");

		HttpResponse<String> created = create("Behind nginx");
		assertThat(created.statusCode()).isEqualTo(201);
		String location = created.headers().firstValue("Location").orElseThrow();
		assertThat(location).startsWith("/tags-api/tag/v1/tags/");
		assertThat(send(authorized(location)).statusCode()).isEqualTo(200);
		assertThat(send(request(location)).statusCode()).isEqualTo(401);
	}

	/** Nginx is trusted, so the service would believe what it lets through. */
	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Prefix, /other", "X-Forwarded-Port, none", "X-Forwarded-Host, tags.example.com:none",
			"X-Forwarded-Proto, none", "X-Forwarded-Ssl, on", "Forwarded, host=tags.example.com:none" })
	void addressesDoNotDependOnHeadersOfTheClient(String header, String value) throws Exception {
		HttpResponse<String> response = send(request("/tags-api/").header(header, value));

		assertThat(response.statusCode()).isEqualTo(303);
		assertThat(response.headers().firstValue("Location")).contains("/tags-api/swagger-ui.html");
	}

	@Test
	void idThatTheClientGivesItsRequestIsInTheEvent() throws Exception {
		send(authorized("/tags-api/tag/v1/tags?customerId=globex", "globex").header("Content-Type", "application/json")
			.header("X-Request-Id", "order-4711")
			.POST(BodyPublishers.ofString("{\"name\": \"Floor 2\"}")));

		assertThat(send(authorized("/tags-api/tag/v1/events?customerId=globex", "globex")).body())
			.contains("\"clientRequestId\":\"order-4711\"");
	}

	@Test
	void requestThatNoServerTakesIsRejectedAsByTheService(@TempDir Path home) throws Exception {
		int port = freePort();
		Process alone = launch(home, port, freePort());
		try {
			HttpResponse<String> rejected = send(HttpRequest
				.newBuilder(URI.create("http://localhost:" + port + "/tags-api/tag/v1/tags?customerId=acme")));

			assertThat(rejected.statusCode()).isEqualTo(503);
			assertThat(rejected.headers().firstValue("Content-Type")).contains("application/json");
			assertThat(rejected.headers().firstValue("Retry-After")).contains("1");
			assertThat(rejected.body()).isEqualTo("{\"result\":503,\"code\":\"50300000\",\"message\":"
					+ "\"SERVICE_UNAVAILABLE\",\"data\":\"The service is temporarily unavailable\"}");
		}
		finally {
			end(alone);
		}
	}

	@Test
	void etagThatNginxHasWeakenedAllowsAChange() throws Exception {
		String location = create("x".repeat(100), "y".repeat(500)).headers().firstValue("Location").orElseThrow();
		create("z".repeat(100), "y".repeat(500));
		HttpResponse<String> list = send(
				authorized("/tags-api/tag/v1/tags?customerId=acme").header("Accept-Encoding", "gzip"));
		assertThat(list.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(list.headers().firstValue("ETag").orElseThrow()).startsWith("W/");
		assertThat(list.headers().firstValue("Cache-Control")).contains("no-cache, private");
		HttpResponse<String> read = send(authorized(location));
		String weakened = "W/" + read.headers().firstValue("ETag").orElseThrow();

		HttpResponse<String> updated = send(authorized(location).header("If-Match", weakened)
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString("{\"description\": null}")));
		HttpResponse<String> again = send(authorized(location).header("If-Match", weakened)
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString("{\"description\": null}")));

		assertThat(updated.statusCode()).isEqualTo(200);
		assertThat(again.statusCode()).isEqualTo(412);
	}

	@Test
	void linksOfThePageLeadThroughNginx() throws Exception {
		String page = "/tags-api/swagger-ui/index.html";
		List<String> links = LINK.matcher(send(request(page)).body()).results().map((link) -> link.group(1)).toList();

		assertThat(links).contains("../openapi.yaml");
		for (String link : links) {
			String path = URI.create(page).resolve(link).toString();
			assertThat(send(request(path)).statusCode()).as(path).isLessThan(400);
		}
	}

	@Test
	void healthIsForTheInside() throws Exception {
		assertThat(send(request("/tags-api/actuator/health")).statusCode()).isEqualTo(404);
	}

	@Test
	void bodyThatIsTooLargeIsRejectedAsByTheService() throws Exception {
		HttpResponse<String> rejected = send(
				authorized("/tags-api/tag/v1/tags?customerId=acme").header("Content-Type", "application/json")
					.POST(BodyPublishers.ofString("x".repeat(1024 * 1024 + 1))));

		assertThat(rejected.statusCode()).isEqualTo(413);
		assertThat(rejected.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(rejected.body())
			.isEqualTo("{\"result\":413,\"code\":\"41300000\",\"message\":\"PAYLOAD_TOO_LARGE\",\"data\":"
					+ "\"The request body is too large: at most 1048576 bytes are accepted\"}");
	}

	/** It has an address of its own, so that the limit does not reach the other tests. */
	@Test
	void addressThatSendsTooMuchIsRejectedAsByTheService() throws Exception {
		HttpResponse<String> rejected;
		try (HttpClient flood = HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build();
				ExecutorService clients = Executors.newFixedThreadPool(20)) {
			rejected = clients.invokeAny(Collections.nCopies(20, () -> firstRejection(flood)));
		}

		assertThat(rejected.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(rejected.headers().firstValue("Retry-After")).contains("1");
		assertThat(rejected.body())
			.isEqualTo("{\"result\":429,\"code\":\"42900000\",\"message\":\"TOO_MANY_REQUESTS\",\"data\":"
					+ "\"Too many requests were sent in a short time: the address sends more than it may\"}");
		assertThat(send(request("/tags-api/")).statusCode()).isEqualTo(303);
	}

	private static HttpResponse<String> firstRejection(HttpClient flood) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/tags-api/"))
			.build();
		for (int i = 0; i < 1000; i++) {
			HttpResponse<String> response = flood.send(request, BodyHandlers.ofString());
			if (response.statusCode() == 429) {
				return response;
			}
			assertThat(response.statusCode()).isEqualTo(303);
		}
		throw new AssertionError("Of 1000 requests in a row, none was rejected");
	}

	private HttpResponse<String> create(String name) throws Exception {
		return create(name, "");
	}

	private HttpResponse<String> create(String name, String description) throws Exception {
		return send(authorized("/tags-api/tag/v1/tags?customerId=acme").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\": \"%s\", \"description\": \"%s\"}".formatted(name, description))));
	}

	private static HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(address.resolve(path));
	}

	private static HttpRequest.Builder authorized(String path) {
		return authorized(path, "acme");
	}

	private static HttpRequest.Builder authorized(String path, String customer) {
		return request(path).header("Authorization", "Bearer " + server.issuer().token(customer));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
