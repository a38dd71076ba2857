package io.tagapi.server.security;

import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * An access token that is not accepted. The message says why, for the client.
 */
final class RejectedTokenException extends BadJwtException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	RejectedTokenException(Reason reason, String message, Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

	/** Why tokens are rejected, for those who count. */
	enum Reason {

		MALFORMED, SIGNATURE, TYPE, ISSUER, AUDIENCE, TIME, CLAIMS

	}

}
