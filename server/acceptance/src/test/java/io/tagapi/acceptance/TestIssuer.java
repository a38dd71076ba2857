package io.tagapi.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
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
 * An OpenID provider that has nothing to do with the server: it serves its metadata and
 * its keys, logs people in, and signs tokens.
 */
public final class TestIssuer implements AutoCloseable {

	private final HttpServer http;

	private volatile RSAKey key;

	private final Semaphore responding = new Semaphore(1);

	private final AtomicInteger keyRequests = new AtomicInteger();

	private volatile boolean paused;

	private volatile Map<String, String> login = Map.of();

	private TestIssuer(HttpServer http, RSAKey key) {
		this.http = http;
		this.key = key;
	}

	public static TestIssuer start() {
		try {
			HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			TestIssuer issuer = new TestIssuer(http, newKey());
			issuer.serve("/.well-known/openid-configuration", () -> """
					{"issuer": "%1$s", "jwks_uri": "%1$s/jwks",
					 "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
					 "grant_types_supported": ["authorization_code"]}""".formatted(issuer.address()));
			issuer.serveLogins();
			issuer.serve("/jwks", () -> {
				issuer.keyRequests.incrementAndGet();
				return new JWKSet(issuer.key.toPublicJWK()).toString();
			});
			http.start();
			return issuer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What the last person who logged in was sent with. */
	public Map<String, String> login() {
		return this.login;
	}

	/** From now on, tokens are signed with another key. */
	public void rotateKey() {
		this.key = newKey();
	}

	/** How often the keys have been requested. */
	public int keyRequests() {
		return this.keyRequests.get();
	}

	private void serve(String path, Supplier<String> json) {
		this.http.createContext(path, (exchange) -> {
			this.responding.acquireUninterruptibly();
			this.responding.release();
			if (this.paused) {
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

	/**
	 * Lets everybody in: sends them back with a code at once, and gives a token for it to
	 * a client without a secret that proves to be the one who requested it.
	 */
	private void serveLogins() {
		this.http.createContext("/authorize", (exchange) -> {
			Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
			this.login = query;
			exchange.getResponseHeaders()
				.set("Location", query.get("redirect_uri") + "?code=code&state="
						+ URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
			exchange.sendResponseHeaders("S256".equals(query.get("code_challenge_method")) ? 302 : 400, -1);
			exchange.close();
		});
		this.http.createContext("/token", (exchange) -> {
			Map<String, String> form = parameters(
					new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			boolean accepted = form.containsKey("code_verifier") && !form.containsKey("client_secret")
					&& "tags-ui".equals(form.get("client_id"));
			byte[] body = "{\"access_token\": \"%s\", \"token_type\": \"Bearer\"}".formatted(token("acme"))
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
			exchange.sendResponseHeaders(accepted ? 200 : 400, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	private static Map<String, String> parameters(String encoded) {
		return Arrays.stream(encoded.split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.collect(Collectors.toMap((parameter) -> parameter[0],
					(parameter) -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
	}

	/** From now on, requests wait for their response. */
	public void hang() {
		this.responding.acquireUninterruptibly();
	}

	/** From now on, requests get no response. */
	public void pause() {
		this.paused = true;
	}

	public void resume() {
		this.paused = false;
		if (this.responding.availablePermits() == 0) {
			this.responding.release();
		}
	}

	public String address() {
		return "http://localhost:" + this.http.getAddress().getPort();
	}

	public String token(String... customers) {
		return token((claims) -> claims.claim("customer_ids", List.of(customers)));
	}

	/** A token for everything, but for what is made different. */
	public String token(Consumer<JWTClaimsSet.Builder> differences) {
		return token(JOSEObjectType.JWT, differences);
	}

	public String token(@Nullable JOSEObjectType type, Consumer<JWTClaimsSet.Builder> differences) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(address())
			.subject("somebody")
			.audience("tag-api")
			.expirationTime(Date.from(Instant.now().plusSeconds(600)))
			.claim("scope", "tag")
			.claim("tenants", List.of("globex"));
		differences.accept(claims);
		SignedJWT token = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).type(type).build(),
				claims.build());
		try {
			token.sign(new RSASSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	@Override
	public void close() {
		this.http.stop(0);
	}

}
