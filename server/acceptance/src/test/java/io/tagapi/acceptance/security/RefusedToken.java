package io.tagapi.acceptance.security;

import java.net.URI;
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

	OF_GARBAGE(Reason.NO_TOKEN, (_, _) -> "garbage"),

	OF_THREE_LETTERS(Reason.NO_TOKEN, (_, _) -> "a.b.c"),

	/** {@code null}, {@code {}} and zeros. */
	WITH_NULL_AS_ITS_HEADER(Reason.NO_TOKEN, (_, _) -> "bnVsbA.e30.AAAA"),

	/** It has the header {@code {"alg":"dir","enc":"A256GCM"}}. */
	THAT_IS_ENCRYPTED("the access token is encrypted, which is not supported",
			(_, _) -> "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA"),

	WITHOUT_SIGNATURE("the access token has no signature", (issuer, _) -> new PlainJWT(allClaims(issuer)).serialize()),

	SIGNED_WITH_THE_PUBLIC_KEY_AS_A_SECRET(Reason.SIGNATURE, (issuer, keys) -> {
		JWK key = trusted(keys);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
				allClaims(issuer));
		token.sign(new MACSigner(key.toRSAKey().toRSAPublicKey().getEncoded()));
		return token.serialize();
	}),

	OF_AN_UNKNOWN_KEY(Reason.SIGNATURE, (issuer, _) -> TestTokens.sign(issuer, foreignKeys("unknown"), (claims) -> {
	})),

	FORGED_UNDER_THE_TRUSTED_KEYS_ID(Reason.SIGNATURE,
			(issuer, keys) -> TestTokens.sign(issuer, foreignKeys(trusted(keys).getKeyID()), (claims) -> {
			})),

	OF_ANOTHER_ISSUER("the access token is of the issuer http://localhost:1, which is not trusted here",
			different((claims) -> claims.issuer("http://localhost:1"))),

	FOR_ANOTHER_AUDIENCE("the access token is for the audience other (aud), not for this service",
			different((claims) -> claims.audience(List.of("other")))),

	FOR_NO_AUDIENCE("the access token names no audience (aud)",
			different((claims) -> claims.claims((all) -> all.remove("aud")))),

	THAT_HAS_EXPIRED("the access token has expired", different(
			(claims) -> claims.issuedAt(Instant.now().minusSeconds(7200)).expiresAt(Instant.now().minusSeconds(60)))),

	THAT_NEVER_EXPIRES("the access token has no expiry (exp)",
			different((claims) -> claims.claims((all) -> all.remove("exp")))),

	THAT_IS_NOT_YET_VALID("the access token is not valid before ",
			different((claims) -> claims.notBefore(Instant.now().plusSeconds(60))));

	private final String reason;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Maker maker;

	RefusedToken(String reason, Maker maker) {
		this.reason = reason;
		this.maker = maker;
	}

	private static Maker different(Consumer<JwtClaimsSet.Builder> difference) {
		return (issuer, keys) -> TestTokens.sign(issuer, keys, difference);
	}

	String make(URI issuer, JWKSource<SecurityContext> trustedKeys) throws Exception {
		return this.maker.make(issuer, trustedKeys);
	}

	String reason() {
		return this.reason;
	}

	private static JWTClaimsSet allClaims(URI issuer) {
		return new JWTClaimsSet.Builder().issuer(issuer.toString())
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

		String make(URI issuer, JWKSource<SecurityContext> trustedKeys) throws Exception;

	}

	private static final class Reason {

		static final String NO_TOKEN = "the access token is malformed: it is no JSON Web Token";

		static final String SIGNATURE = "the signature of the access token is not that of the trusted issuer";

	}

}
