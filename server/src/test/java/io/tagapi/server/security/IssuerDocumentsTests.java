package io.tagapi.server.security;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What an issuer may send, and in which time.
 */
class IssuerDocumentsTests {

	private final CountDownLatch left = new CountDownLatch(1);

	private final IssuerDocuments documents = new IssuerDocuments(Duration.ofSeconds(1));

	private HttpServer issuer;

	@BeforeEach
	void start() throws IOException {
		this.issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.issuer.createContext("/keys", (exchange) -> send(exchange, "{}"));
		this.issuer.createContext("/large", (exchange) -> send(exchange, "x".repeat(1_000_001)));
		this.issuer.createContext("/drip", this::drip);
		this.issuer.start();
	}

	@AfterEach
	void stop() {
		this.issuer.stop(0);
	}

	private static void send(HttpExchange exchange, String body) throws IOException {
		try (exchange; OutputStream output = exchange.getResponseBody()) {
			exchange.sendResponseHeaders(200, body.length());
			output.write(body.getBytes(StandardCharsets.US_ASCII));
		}
	}

	/** A byte now and then, until the client leaves. */
	private void drip(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		try (OutputStream output = exchange.getResponseBody()) {
			while (true) {
				output.write(' ');
				output.flush();
				Thread.sleep(50);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.left.countDown();
		}
	}

	@Test
	void documentIsReturned() throws Exception {
		assertThat(this.documents.get(address("/keys"))).isEqualTo("{}");
	}

	@Test
	void documentHasATotalTimeAfterWhichTheConnectionIsClosed() throws Exception {
		assertThatIOException().isThrownBy(() -> this.documents.get(address("/drip")))
			.withMessage("it is not sent within 1 s");
		this.left.await();
	}

	@Test
	void documentHasABoundedSize() {
		assertThatIOException().isThrownBy(() -> this.documents.get(address("/large")))
			.withMessageContaining("1000000");
	}

	@Test
	void reasonIsNamed() {
		assertThatIOException().isThrownBy(() -> this.documents.get(address("/other"))).withMessage("not found");
		assertThatIOException().isThrownBy(() -> this.documents.get(URI.create("http://nowhere.invalid/keys")))
			.withMessage("there is no host nowhere.invalid");
		assertThatIOException().isThrownBy(() -> this.documents.get(URI.create("http://127.0.0.1:1/keys")))
			.withMessage("no connection");
		assertThatIOException().isThrownBy(() -> this.documents.get(URI.create("file:///keys")))
			.withMessage("this is no address of HTTP");
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.issuer.getAddress().getPort() + path);
	}

}
