package io.tagapi.server.security;

import java.text.ParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Validates tokens with the keys and the rules of the issuer that they name.
 */
final class TrustedIssuers implements JwtDecoder {

	private final Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();

	TrustedIssuers(Collection<TrustedIssuer> issuers) {
		issuers.forEach((issuer) -> this.issuers.put(issuer.name(), issuer));
	}

	Collection<TrustedIssuer> issuers() {
		return this.issuers.values();
	}

	/** What the token says of itself only selects the keys that it is verified with. */
	@Override
	public Jwt decode(String token) {
		@Nullable TrustedIssuer issuer = this.issuers.get(nameIn(token));
		if (issuer == null) {
			throw new BadJwtException("The iss claim is not valid");
		}
		return issuer.decoder().decode(token);
	}

	private static String nameIn(String token) {
		try {
			@Nullable JWTClaimsSet claims = ReadToken.of(token).claims();
			return (claims != null) ? String.valueOf(claims.getIssuer()) : "";
		}
		catch (ParseException ex) {
			throw new BadJwtException("The token cannot be parsed", ex);
		}
	}

}
