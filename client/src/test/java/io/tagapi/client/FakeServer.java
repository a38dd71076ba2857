package io.tagapi.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A server on a free loopback port that responds as it is told, and remembers the
 * requests. Unless told otherwise, it gives out the access tokens {@code token-1},
 * {@code token-2} and so on, each for ten minutes.
 */
final class FakeServer implements AutoCloseable {

	/**
	 * A request as the server got it.
	 *
	 * @param line the method, the path and the query, as they were sent
	 */
	record Request(String line, @Nullable String authorization, @Nullable String contentType, String body) {
	}

	/**
	 * A response of the server.
	 */
	@FunctionalInterface
	interface Response {

		void send(HttpExchange exchange) throws IOException;

		static Response json(int status, String body) {
			return of(status, "application/json", body);
		}

		/**
		 * Ends the connection in the middle of the response.
		 */
		static Response cut() {
			return (exchange) -> {
				exchange.sendResponseHeaders(200, 100);
				exchange.getResponseBody().write('{');
			};
		}

		static Response of(int status, String contentType, String body) {
			return (exchange) -> {
				exchange.getResponseHeaders().set("Content-Type", contentType);
				byte[] bytes = body.getBytes(UTF_8);
				exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
				exchange.getResponseBody().write(bytes);
			};
		}

		default Response with(String header, String value) {
			return (exchange) -> {
				exchange.getResponseHeaders().set(header, value);
				send(exchange);
			};
		}

	}

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final List<Headers> headers = new CopyOnWriteArrayList<>();

	private final List<Request> tokenRequests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final HttpServer http;

	private volatile Response response = Response.json(200, "{}");

	private volatile Response tokenResponse = (exchange) -> token(this.tokenRequests.size(), "600").send(exchange);

	FakeServer() {
		try {
			this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		this.http.createContext("/", (exchange) -> {
			this.headers.add(exchange.getRequestHeaders());
			serve(exchange, this.requests, this.response);
		});
		this.http.createContext("/ams/v1/oauth2/token",
				(exchange) -> serve(exchange, this.tokenRequests, this.tokenResponse));
		this.http.setExecutor(this.executor);
		this.http.start();
	}

	static Response token(int number, String expiresIn) {
		return Response.json(200, """
				{"access_token":"token-%d","scope":"tag","expires_in":%s,"token_type":"Bearer","extra":1}"""
			.formatted(number, expiresIn));
	}

	static Response envelope(String data) {
		return Response.json(200, """
				{"result":200,"code":"20000000","message":"SUCCESS","data":%s}""".formatted(data));
	}

	private static void serve(HttpExchange exchange, List<Request> log, Response response) throws IOException {
		try (exchange) {
			log.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
					exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("Content-Type"),
					new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
			response.send(exchange);
		}
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.http.getAddress().getPort());
	}

	/**
	 * A client of this server, which makes no call again.
	 */
	TagApiClientBuilder client() {
		return TagApiClient.builder(address()).clientCredentials("an id", "s&cret=ü").retries(0);
	}

	void respondsWith(Response response) {
		this.response = response;
	}

	/**
	 * Responds to the next requests one by one, and to all that follow as to the last.
	 */
	void respondsInTurn(Response... responses) {
		int earlier = this.requests.size();
		respondsWith(
				(exchange) -> responses[Math.min(this.requests.size() - earlier, responses.length) - 1].send(exchange));
	}

	void respondsToTokenRequests(Response response) {
		this.tokenResponse = response;
	}

	/**
	 * Blocks a response until the server is closed.
	 */
	void hang() {
		try {
			this.closed.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	List<Request> requests() {
		return this.requests;
	}

	/**
	 * What the requests had in a header, if they had it.
	 */
	List<String> headers(String name) {
		return this.headers.stream().flatMap((each) -> each.getOrDefault(name, List.of()).stream()).toList();
	}

	List<Request> tokenRequests() {
		return this.tokenRequests;
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.http.stop(0);
		this.executor.close();
	}

}
