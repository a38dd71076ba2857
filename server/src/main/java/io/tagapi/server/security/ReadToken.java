package io.tagapi.server.security;

import java.text.ParseException;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, which nobody has verified.
 *
 * @param token the token
 * @param claims its claims; {@code null} if they are encrypted
 */
record ReadToken(JWT token, @Nullable JWTClaimsSet claims) {

	/**
	 * Reads a token.
	 * @param text what a client has sent
	 * @return the token
	 * @throws ParseException if it is none. Some texts make the library fail in other
	 * ways, such as one whose header is the JSON value {@code null}
	 */
	static ReadToken of(String text) throws ParseException {
		try {
			JWT token = JWTParser.parse(text);
			return new ReadToken(token, token.getJWTClaimsSet());
		}
		catch (RuntimeException ex) {
			ParseException failure = new ParseException("It is no JSON Web Token", 0);
			failure.initCause(ex);
			throw failure;
		}
	}

}
