package io.tagapi.acceptance.security;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tagapi.acceptance.TestTokens;

import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/**
 * Tokens that must not let anybody in. Each would grant everything, if it were not for
 * the one thing that is wrong.
 */
enum RefusedToken {

	OF_GARBAGE(Reason.MALFORMED, (keys) -> "garbage"),

	OF_THREE_LETTERS(Reason.MALFORMED, (keys) -> "a.b.c"),

	WITHOUT_SIGNATURE(Reason.MALFORMED, (keys) -> new PlainJWT(allClaims()).serialize()),

	SIGNED_WITH_THE_PUBLIC_KEY_AS_A_SECRET(Reason.MALFORMED, (keys) -> {
		JWK key = trusted(keys);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
				allClaims());
		token.sign(new MACSigner(key.toRSAKey().toRSAPublicKey().getEncoded()));
		return token.serialize();
	}),

	OF_AN_UNKNOWN_KEY(Reason.MALFORMED, (keys) -> TestTokens.sign(foreignKeys("unknown"), (claims) -> {
	})),

	FORGED_UNDER_THE_TRUSTED_KEYS_ID(Reason.MALFORMED,
			(keys) -> TestTokens.sign(foreignKeys(trusted(keys).getKeyID()), (claims) -> {
			})),

	OF_ANOTHER_ISSUER("The iss claim is not valid", different((claims) -> claims.issuer("http://localhost:1"))),

	FOR_ANOTHER_AUDIENCE("The aud claim is not valid", different((claims) -> claims.audience(List.of("other")))),

	FOR_NO_AUDIENCE("The aud claim is not valid", different((claims) -> claims.claims((all) -> all.remove("aud")))),

	THAT_HAS_EXPIRED("the access token has expired", different(
			(claims) -> claims.issuedAt(Instant.now().minusSeconds(7200)).expiresAt(Instant.now().minusSeconds(60)))),

	THAT_NEVER_EXPIRES("exp is required", different((claims) -> claims.claims((all) -> all.remove("exp")))),

	THAT_IS_NOT_YET_VALID("Jwt used before", different((claims) -> claims.notBefore(Instant.now().plusSeconds(60))));

	private final String reason;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Maker maker;

	RefusedToken(String reason, Maker maker) {
		this.reason = reason;
		this.maker = maker;
	}

	private static Maker different(Consumer<JwtClaimsSet.Builder> difference) {
		return (keys) -> TestTokens.sign(keys, difference);
	}

	String make(JWKSource<SecurityContext> trustedKeys) throws Exception {
		return this.maker.make(trustedKeys);
	}

	String reason() {
		return this.reason;
	}

	private static JWTClaimsSet allClaims() {
		return new JWTClaimsSet.Builder().issuer("http://localhost:0")
			.audience("tag-api")
			.expirationTime(Date.from(Instant.now().plusSeconds(600)))
			.claim("scope", "tag")
			.claim("customer_ids", List.of("*"))
			.build();
	}

	private static JWK trusted(JWKSource<SecurityContext> keys) throws Exception {
		return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).getFirst();
	}

	private static JWKSource<SecurityContext> foreignKeys(String keyId) throws Exception {
		return new ImmutableJWKSet<>(new JWKSet(new RSAKeyGenerator(2048).keyID(keyId).generate()));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private interface Maker {

		String make(JWKSource<SecurityContext> trustedKeys) throws Exception;

	}

	private static final class Reason {

		static final String MALFORMED = "the access token is malformed, or its signature is not that of the trusted "
				+ "issuer";

	}

}
