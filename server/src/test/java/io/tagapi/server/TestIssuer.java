package io.tagapi.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

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

/**
 * An OpenID provider that has nothing to do with the server: it serves its metadata and
 * its keys, and signs tokens.
 */
final class TestIssuer implements AutoCloseable {

	private final HttpServer http;

	private final RSAKey key;

	private volatile boolean paused;

	private TestIssuer(HttpServer http, RSAKey key) {
		this.http = http;
		this.key = key;
	}

	static TestIssuer start() {
		try {
			HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			TestIssuer issuer = new TestIssuer(http, new RSAKeyGenerator(2048).keyID("test").generate());
			issuer.serve("/.well-known/openid-configuration",
					"{\"issuer\": \"%s\", \"jwks_uri\": \"%1$s/jwks\"}".formatted(issuer.address()));
			issuer.serve("/jwks", new JWKSet(issuer.key.toPublicJWK()).toString());
			http.start();
			return issuer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void serve(String path, String json) {
		this.http.createContext(path, (exchange) -> {
			if (this.paused) {
				exchange.close();
				return;
			}
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	/** From now on, whoever asks gets no answer. */
	void pause() {
		this.paused = true;
	}

	void resume() {
		this.paused = false;
	}

	String address() {
		return "http://localhost:" + this.http.getAddress().getPort();
	}

	String token(String... customers) {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
				new JWTClaimsSet.Builder().issuer(address())
					.subject("somebody")
					.audience("tag-api")
					.expirationTime(Date.from(Instant.now().plusSeconds(600)))
					.claim("scope", "tag")
					.claim("customer_ids", List.of(customers))
					.claim("tenants", List.of("globex"))
					.build());
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
