package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A token issuer that counts the requests it gets and can hang.
 */
final class StubIssuer implements AutoCloseable {

	private static final String METADATA = "/.well-known/openid-configuration";

	private static final String KEYS = "/jwks";

	private final HttpServer http;

	private final RSAKey key;

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

	/** Ends when the issuer recovers. */
	private volatile CountDownLatch outage = new CountDownLatch(0);

	private StubIssuer(HttpServer http, RSAKey key) {
		this.http = http;
		this.key = key;
	}

	static StubIssuer start() throws IOException, JOSEException {
		HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		StubIssuer issuer = new StubIssuer(http, new RSAKeyGenerator(2048).keyID("key").generate());
		issuer.serve(METADATA, () -> """
				{"issuer": "%1$s", "jwks_uri": "%1$s/jwks",
				 "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
				 "grant_types_supported": ["authorization_code"]}""".formatted(issuer.address()));
		issuer.serve(KEYS, () -> new JWKSet(issuer.key.toPublicJWK()).toString());
		http.setExecutor(issuer.executor);
		http.start();
		return issuer;
	}

	private void serve(String path, Supplier<String> json) {
		this.http.createContext(path, (exchange) -> {
			this.requests.computeIfAbsent(path, (key) -> new AtomicInteger()).incrementAndGet();
			if (hasHung()) {
				exchange.close();
				return;
			}
			byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	/** Waits for the end of an outage, if there is one. */
	private boolean hasHung() {
		CountDownLatch end = this.outage;
		if (end.getCount() == 0) {
			return false;
		}
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return true;
	}

	/** From now on, requests get no response. */
	void hang() {
		this.outage = new CountDownLatch(1);
	}

	/**
	 * Further requests get a response. Those that hang never do: otherwise the server
	 * would know the metadata when the issuer hangs again.
	 */
	void recover() {
		this.outage.countDown();
	}

	/** How often the metadata was requested. */
	int metadataRequests() {
		return requests(METADATA);
	}

	/** How often the keys were requested. */
	int keyRequests() {
		return requests(KEYS);
	}

	private int requests(String path) {
		@Nullable AtomicInteger count = this.requests.get(path);
		return (count != null) ? count.get() : 0;
	}

	String address() {
		return "http://localhost:" + this.http.getAddress().getPort();
	}

	String token(String customer) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).build(),
				new JWTClaimsSet.Builder().issuer(address())
					.subject("somebody")
					.audience("tag-api")
					.expirationTime(Date.from(Instant.now().plusSeconds(600)))
					.claim("scope", "tag")
					.claim("customer_ids", List.of(customer))
					.build());
		token.sign(new RSASSASigner(this.key));
		return token.serialize();
	}

	@Override
	public void close() {
		this.http.stop(0);
		this.executor.shutdownNow();
	}

}
