package io.tagapi.server.security;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.tagapi.server.security.RejectedTokenException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Says why a token is not accepted, for the client that has to get a valid one.
 */
final class ExplainingJwtDecoder implements JwtDecoder {

	private static final String TOKEN = "the access token ";

	private static final int MAX_CHARACTERS = 200;

	private final JwtDecoder decoder;

	ExplainingJwtDecoder(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	@Override
	public Jwt decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (BadJwtException ex) {
			throw explain(token, ex);
		}
	}

	private static RejectedTokenException explain(String token, BadJwtException failure) {
		ReadToken read;
		try {
			read = ReadToken.of(token);
		}
		catch (ParseException ex) {
			return new RejectedTokenException(Reason.MALFORMED, TOKEN + "is malformed: it is no JSON Web Token",
					failure);
		}
		if (read.claims() == null) {
			return new RejectedTokenException(Reason.MALFORMED, TOKEN + "is encrypted, which is not supported",
					failure);
		}
		JWT parsed = read.token();
		JWTClaimsSet claims = read.claims();
		if (parsed instanceof PlainJWT) {
			return new RejectedTokenException(Reason.SIGNATURE, TOKEN + "has no signature", failure);
		}
		List<Problem> problems = (failure instanceof JwtValidationException invalid)
				? invalid.getErrors().stream().map((error) -> problem(error, parsed, claims)).distinct().toList()
				: List.of(problem(failure, claims));
		return new RejectedTokenException(problems.getFirst().reason(),
				problems.stream().map(Problem::sentence).collect(Collectors.joining("; ")), failure);
	}

	/** The texts are those of Spring Security's validators. */
	private static Problem problem(OAuth2Error error, JWT parsed, JWTClaimsSet claims) {
		String text = String.valueOf(error.getDescription());
		return Stream
			.of(new Problem(Reason.TIME, "Jwt expired", TOKEN + "has expired"),
					new Problem(Reason.TIME, "Jwt used before",
							TOKEN + "is not valid before " + instant(claims.getNotBeforeTime()) + " (nbf), and it is "
									+ Instant.now().toString().replaceAll("\\..*", "Z")),
					new Problem(Reason.TIME, "exp is required", TOKEN + "has no expiry (exp)"),
					new Problem(Reason.ISSUER, "The iss claim", foreignIssuer(claims)),
					new Problem(Reason.AUDIENCE, "The aud claim", foreignAudience(claims)),
					new Problem(Reason.TYPE, "the given typ value",
							TOKEN + "has the type " + printable(parsed.getHeader().getType())
									+ "; accepted are JWT and at+jwt"))
			.filter((known) -> text.startsWith(known.text()))
			.findFirst()
			.orElseGet(() -> new Problem(Reason.CLAIMS, text, text));
	}

	private static Problem problem(BadJwtException failure, JWTClaimsSet claims) {
		String text = String.valueOf(failure.getMessage());
		if (text.startsWith("The iss claim")) {
			return new Problem(Reason.ISSUER, text, foreignIssuer(claims));
		}
		@Nullable Date issued = claims.getIssueTime();
		@Nullable Date expiry = claims.getExpirationTime();
		if (text.contains("expiresAt must be after issuedAt")) {
			return new Problem(Reason.TIME, text, TOKEN + "expires at " + instant(expiry)
					+ " (exp), which is not after it was issued at " + instant(issued) + " (iat)");
		}
		return new Problem(Reason.SIGNATURE, text,
				"the signature of the access token is not that of the trusted issuer");
	}

	private static String foreignIssuer(JWTClaimsSet claims) {
		return (claims.getIssuer() != null)
				? TOKEN + "is of the issuer " + printable(claims.getIssuer()) + ", which is not trusted here"
				: TOKEN + "names no issuer (iss)";
	}

	private static String foreignAudience(JWTClaimsSet claims) {
		List<String> audience = claims.getAudience();
		return audience.isEmpty() ? TOKEN + "names no audience (aud)" : TOKEN + "is for the audience "
				+ printable(String.join(", ", audience)) + " (aud), not for this service";
	}

	private static String instant(@Nullable Date time) {
		return (time != null) ? time.toInstant().toString() : "a time that is missing";
	}

	/** Part of a token that nobody has verified. */
	static String printable(@Nullable Object value) {
		String text = String.valueOf(value).replaceAll("\\p{C}", "?");
		return (text.length() > MAX_CHARACTERS) ? text.substring(0, MAX_CHARACTERS) + "…" : text;
	}

	/**
	 * Something that is wrong with a token.
	 *
	 * @param reason its kind
	 * @param text as the validator says it, or how that begins
	 * @param sentence for the client
	 */
	private record Problem(Reason reason, String text, String sentence) {
	}

}
