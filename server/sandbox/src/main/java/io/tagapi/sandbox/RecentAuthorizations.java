package io.tagapi.sandbox;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Remembers the newest authorizations, so that their tokens can be looked at and revoked.
 * It forgets what has expired, and the oldest when there are too many. The API takes the
 * token of a forgotten authorization as before.
 */
@Component
class RecentAuthorizations implements OAuth2AuthorizationService {

	static final int MAX = 10_000;

	private final OAuth2AuthorizationService remembered = new InMemoryOAuth2AuthorizationService();

	/** By id, the oldest first. */
	private final SequencedMap<String, Saved> saved = new LinkedHashMap<>();

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
		this.remembered.save(authorization);
		this.saved.remove(authorization.getId());
		this.saved.put(authorization.getId(), new Saved(authorization, now));
		while (this.saved.size() > MAX || this.saved.firstEntry().getValue().isExpired(now)) {
			this.remembered.remove(this.saved.pollFirstEntry().getValue().authorization());
		}
	}

	@Override
	public synchronized void remove(OAuth2Authorization authorization) {
		this.remembered.remove(authorization);
		this.saved.remove(authorization.getId());
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return this.remembered.findById(id);
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		return this.remembered.findByToken(token, type);
	}

	/**
	 * An authorization that is remembered.
	 *
	 * @param authorization the authorization
	 * @param at when it was saved
	 */
	private record Saved(OAuth2Authorization authorization, long at) {

		boolean isExpired(long now) {
			return now - this.at >= SandboxClient.TOKEN_LIFE.toNanos();
		}

	}

}
