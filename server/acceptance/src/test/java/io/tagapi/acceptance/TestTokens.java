package io.tagapi.acceptance;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Signs tokens for everything and all customers, but for what a test makes different.
 */
public final class TestTokens {

	private TestTokens() {
	}

	public static String sign(URI issuer, JWKSource<SecurityContext> keys, Consumer<JwtClaimsSet.Builder> differences) {
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.subject("test")
			.issuer(issuer.toString())
			.audience(List.of("tag-api"))
			.issuedAt(Instant.now())
			.expiresAt(Instant.now().plusSeconds(600))
			.claim("scope", "tag")
			.claim("customer_ids", List.of("*"));
		differences.accept(claims);
		return new NimbusJwtEncoder(keys).encode(JwtEncoderParameters.from(claims.build())).getTokenValue();
	}

}
