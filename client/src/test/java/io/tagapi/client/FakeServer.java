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
 * A server on a free loopback port that answers as it is told, and remembers what it was
 * asked. Unless told otherwise, it gives out the access tokens {@code token-1},
 * {@code token-2} and so on, each for ten minutes.
 */
final class FakeServer implements AutoCloseable {

	/**
	 * What the server was asked.
	 *
	 * @param line the method, the path and the query, as they were sent
	 */
	record Request(String line, @Nullable String authorization, @Nullable String contentType, String body) {
	}

	/**
	 * What the server answers.
	 */
	@FunctionalInterface
	interface Answer {

		void send(HttpExchange exchange) throws IOException;

		static Answer json(int status, String body) {
			return of(status, "application/json", body);
		}

		/**
		 * Ends the connection in the middle of the answer.
		 */
		static Answer cut() {
			return (exchange) -> {
				exchange.sendResponseHeaders(200, 100);
				exchange.getResponseBody().write('{');
			};
		}

		static Answer of(int status, String contentType, String body) {
			return (exchange) -> {
				exchange.getResponseHeaders().set("Content-Type", contentType);
				byte[] bytes = body.getBytes(UTF_8);
				exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
				exchange.getResponseBody().write(bytes);
			};
		}

		default Answer with(String header, String value) {
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

	private volatile Answer answer = Answer.json(200, "{}");

	private volatile Answer tokenAnswer = (exchange) -> token(this.tokenRequests.size(), "600").send(exchange);

	FakeServer() {
		try {
			this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		this.http.createContext("/", (exchange) -> {
			this.headers.add(exchange.getRequestHeaders());
			serve(exchange, this.requests, this.answer);
		});
		this.http.createContext("/ams/v1/oauth2/token",
				(exchange) -> serve(exchange, this.tokenRequests, this.tokenAnswer));
		this.http.setExecutor(this.executor);
		this.http.start();
	}

	static Answer token(int number, String expiresIn) {
		return Answer.json(200, """
				{"access_token":"token-%d","scope":"tag","expires_in":%s,"token_type":"Bearer","extra":1}"""
			.formatted(number, expiresIn));
	}

	static Answer envelope(String data) {
		return Answer.json(200, """
				{"result":200,"code":"20000000","message":"SUCCESS","data":%s}""".formatted(data));
	}

	private static void serve(HttpExchange exchange, List<Request> log, Answer answer) throws IOException {
		try (exchange) {
			log.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
					exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("Content-Type"),
					new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
			answer.send(exchange);
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

	void answers(Answer answer) {
		this.answer = answer;
	}

	/**
	 * Answers the next requests one by one, and all that follow like the last.
	 */
	void answersInTurn(Answer... answers) {
		int asked = this.requests.size();
		answers((exchange) -> answers[Math.min(this.requests.size() - asked, answers.length) - 1].send(exchange));
	}

	void answersTokenRequests(Answer answer) {
		this.tokenAnswer = answer;
	}

	/**
	 * Blocks an answer until the server is closed.
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
