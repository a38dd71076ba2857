package io.tagapi.server.security;

import java.util.List;

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

	private static final List<String> CLAIMS = List.of("sub", "client_id", "azp");

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
