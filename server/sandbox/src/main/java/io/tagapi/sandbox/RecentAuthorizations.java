package io.tagapi.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Remembers the newest authorizations, so that their tokens can be looked at and revoked.
 * It forgets what has expired, and the oldest when they take too much memory: the request
 * of a login is kept with its authorization, however long it is. The API takes the token
 * of a forgotten authorization as before.
 */
@Component
class RecentAuthorizations implements OAuth2AuthorizationService {

	/** Ten thousand, but for those whose requests were long. */
	static final long MAX_CHARACTERS = 20_000_000;

	/** What an authorization takes besides its request. */
	static final int CHARACTERS = 2000;

	private final OAuth2AuthorizationService remembered = new InMemoryOAuth2AuthorizationService();

	/** By id, the oldest first. */
	private final SequencedMap<String, Saved> saved = new LinkedHashMap<>();

	private long characters;

	private final LongSupplier clock;

	@Autowired
	RecentAuthorizations() {
		this(System::nanoTime);
	}

	RecentAuthorizations(LongSupplier clock) {
		this.clock = clock;
	}

	@Override
	public synchronized void save(OAuth2Authorization authorization) {
		long now = this.clock.getAsLong();
		forget(this.saved.remove(authorization.getId()));
		Saved newest = new Saved(authorization, now);
		this.remembered.save(authorization);
		this.saved.put(authorization.getId(), newest);
		this.characters += newest.characters();
		while (this.characters > MAX_CHARACTERS || this.saved.firstEntry().getValue().isExpired(now)) {
			forget(this.saved.pollFirstEntry().getValue());
		}
	}

	@Override
	public synchronized void remove(OAuth2Authorization authorization) {
		forget(this.saved.remove(authorization.getId()));
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return this.remembered.findById(id);
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		return this.remembered.findByToken(token, type);
	}

	private void forget(@Nullable Saved forgotten) {
		if (forgotten != null) {
			this.remembered.remove(forgotten.authorization());
			this.characters -= forgotten.characters();
		}
	}

	/**
	 * An authorization that is remembered.
	 *
	 * @param authorization the authorization
	 * @param at when it was saved
	 * @param characters how much it takes
	 */
	private record Saved(OAuth2Authorization authorization, long at, int characters) {

		Saved(OAuth2Authorization authorization, long at) {
			this(authorization, at, charactersOf(authorization));
		}

		/** The address of the request, its parameters and its state are kept. */
		private static int charactersOf(OAuth2Authorization authorization) {
			@Nullable OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
			return CHARACTERS + ((request != null) ? 3 * request.getAuthorizationRequestUri().length() : 0);
		}

		boolean isExpired(long now) {
			Duration life = (this.authorization.getRefreshToken() != null) ? SandboxClient.REFRESH_TOKEN_LIFE
					: SandboxClient.TOKEN_LIFE;
			return now - this.at >= life.toNanos();
		}

	}

}
