package io.tagapi.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

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
	private static final long MAX_CHARACTERS = 20_000_000;

	/** What an authorization takes besides its request. */
	private static final int CHARACTERS = 2000;

	private final OAuth2AuthorizationService remembered = new InMemoryOAuth2AuthorizationService();

	private final Cache<String, OAuth2Authorization> recent = Caffeine.newBuilder()
		.maximumWeight(MAX_CHARACTERS)
		.weigher(RecentAuthorizations::characters)
		.expireAfterWrite(SandboxClient.TOKEN_LIFE)
		.executor(Runnable::run)
		.evictionListener(this::forget)
		.build();

	@Override
	public void save(OAuth2Authorization authorization) {
		this.remembered.save(authorization);
		this.recent.put(authorization.getId(), authorization);
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		this.remembered.remove(authorization);
		this.recent.invalidate(authorization.getId());
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		return this.remembered.findById(id);
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		return this.remembered.findByToken(token, type);
	}

	/** The address of the request, its parameters and its state are kept. */
	private static int characters(String id, OAuth2Authorization authorization) {
		@Nullable OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
		return CHARACTERS + ((request != null) ? 3 * request.getAuthorizationRequestUri().length() : 0);
	}

	private void forget(@Nullable String id, @Nullable OAuth2Authorization authorization, RemovalCause cause) {
		if (authorization != null) {
			this.remembered.remove(authorization);
		}
	}

}
