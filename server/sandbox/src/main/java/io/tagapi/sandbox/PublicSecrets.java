package io.tagapi.sandbox;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Compares the secrets of the sandbox, which are public, as they are. A hash would keep
 * nothing secret, and its cost would let those who send wrong secrets keep the others
 * from their tokens.
 */
@Component
class PublicSecrets implements PasswordEncoder {

	/** Of each client and of the user who logs in. */
	static final String SECRET = "sandbox";

	@Override
	public @Nullable String encode(@Nullable CharSequence secret) {
		return (secret != null) ? secret.toString() : null;
	}

	@Override
	public boolean matches(@Nullable CharSequence secret, @Nullable String stored) {
		return secret != null && stored != null && stored.contentEquals(secret);
	}

}
