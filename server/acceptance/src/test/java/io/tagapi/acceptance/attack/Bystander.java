package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A customer that goes about its business: it gets a token, where the server has those,
 * lists its tags, creates one, and assigns it to a hundred devices, over and over. As
 * clients do, it repeats what is rejected for load, which says when to come again;
 * nothing else may go wrong.
 */
final class Bystander implements AutoCloseable {

	/**
	 * Without a token, a client is known by its address. Those who attack have another.
	 */
	private static final InetAddress OWN_ADDRESS = InetAddress.ofLiteral("127.0.0.2");

	private static final String DEVICES = IntStream.range(0, 100)
		.mapToObj((i) -> "\"bystander-" + i + "\"")
		.collect(Collectors.joining(",", "[", "]"));

	private static final int MAX_ATTEMPTS = 5;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.localAddress(OWN_ADDRESS)
		.build();

	private final URI server;

	private final String customer;

	private final String token;

	private final @Nullable String tokenForm;

	private final Tally tally;

	Bystander(PackagedServer server, String customer, String token, @Nullable String tokenForm) {
		this.server = server.address();
		this.customer = customer;
		this.token = token;
		this.tokenForm = tokenForm;
		this.tally = new Tally("bystander of " + server.name(), 1, Set.of(200, 201));
	}

	Tally tally() {
		return this.tally;
	}

	/** One round, which succeeds as a whole. */
	void work() throws InterruptedException {
		if (this.tokenForm != null) {
			send(request("POST", "/ams/v1/oauth2/token", "application/x-www-form-urlencoded", this.tokenForm), 200);
		}
		send("GET", "/tags", null, 200);
		HttpResponse<String> created = send("POST", "/tags", "{\"name\": \"" + UUID.randomUUID() + "\"}", 201);
		if (created != null) {
			String tag = response(created).json().at("/data/tags/0/id").asString();
			send("POST", "/devices/bulkAssign", "{\"deviceIds\": " + DEVICES + ", \"tagIds\": [\"" + tag + "\"]}", 200);
		}
		TimeUnit.MILLISECONDS.sleep(50);
	}

	private @Nullable HttpResponse<String> send(String method, String path, @Nullable String body, int expected)
			throws InterruptedException {
		return send(request(method, "/tag/v1" + path + "?customerId=" + this.customer, "application/json", body),
				expected);
	}

	private HttpRequest request(String method, String path, String contentType, @Nullable String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.server.resolve(path))
			.timeout(Connection.LIMIT)
			.header("Content-Type", contentType)
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		return (path.startsWith("/tag/") ? request.header("Authorization", "Bearer " + this.token) : request).build();
	}

	private @Nullable HttpResponse<String> send(HttpRequest request, int expected) throws InterruptedException {
		@Nullable HttpResponse<String> response = sendOnce(request, expected);
		for (int attempt = 2; isRejected(response) && attempt <= MAX_ATTEMPTS; attempt++) {
			TimeUnit.SECONDS.sleep(1);
			response = sendOnce(request, expected);
		}
		if (isRejected(response)) {
			this.tally.problem(request + " was rejected " + MAX_ATTEMPTS + " times");
			return null;
		}
		return response;
	}

	private static boolean isRejected(@Nullable HttpResponse<String> response) {
		return response != null && response.statusCode() == 429;
	}

	private @Nullable HttpResponse<String> sendOnce(HttpRequest request, int expected) throws InterruptedException {
		long start = System.nanoTime();
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			this.tally.count(response.statusCode(), Duration.ofNanos(System.nanoTime() - start));
			boolean isExpected = response.statusCode() == expected || isRejected(response);
			if (isExpected && response(response).difference().isEmpty()) {
				return response;
			}
			this.tally.problem(request + ": " + response(response));
		}
		catch (IOException ex) {
			this.tally.outcome("no response");
			this.tally.problem(request + ": " + ex);
		}
		return null;
	}

	private static Response response(HttpResponse<String> response) {
		Map<String, String> headers = new TreeMap<>();
		response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
		return new Response(response.statusCode(), headers, response.body());
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
