package io.tagapi.server.security;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Rejects tokens whose actor cannot be recorded in events as it is. To shorten or to
 * clean the names instead could make two actors one.
 */
@Component
class ActorClaims implements OAuth2TokenValidator<Jwt> {

	/** The limit that the contract gives {@code clientId} and {@code subject}. */
	private static final int MAX_CHARACTERS = 1024;

	/**
	 * The claims that name the client, in the order in which they are looked at: that of
	 * RFC 9068, of OpenID Connect, and of Okta and Entra ID.
	 */
	static final List<String> CLIENTS = List.of("client_id", "azp", "cid", "appid");

	private static final List<String> CLAIMS = Stream.concat(Stream.of("sub"), CLIENTS.stream()).toList();

	/** The client that the token was issued to, if the token names it. */
	static @Nullable String client(Jwt token) {
		return CLIENTS.stream().map(token::getClaimAsString).filter(Objects::nonNull).findFirst().orElse(null);
	}

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		return OAuth2TokenValidatorResult.failure(CLAIMS.stream()
			.filter((claim) -> !isRecordable(token.getClaims().get(claim)))
			.map((claim) -> new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN,
					"the claim " + claim + " must be a string of 1 to " + MAX_CHARACTERS
							+ " characters without control characters",
					null))
			.toArray(OAuth2Error[]::new));
	}

	private static boolean isRecordable(@Nullable Object claim) {
		return claim == null || (claim instanceof String text && !text.isEmpty()
				&& text.codePointCount(0, text.length()) <= MAX_CHARACTERS
				&& text.codePoints().noneMatch(ActorClaims::isUnprintable));
	}

	private static boolean isUnprintable(int character) {
		int type = Character.getType(character);
		return type == Character.CONTROL || type == Character.SURROGATE;
	}

}
