package io.tagapi.sandbox;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Keeps the newest authorizations, so that their tokens can be looked at and revoked. It
 * forgets what has expired and, when they take too much memory, the oldest of the client
 * that takes most: one that gets tokens without end ends no login of another. The request
 * of a login is kept with its authorization, however long it is. The API takes the token
 * of a forgotten authorization as before.
 */
@Component
class RecentAuthorizations implements OAuth2AuthorizationService {

	/** Ten thousand, but for those whose requests were long. */
	static final long MAX_CHARACTERS = 20_000_000;

	/** What an authorization takes besides its request. */
	static final int CHARACTERS = 2000;

	/** The kinds of tokens that the sandbox issues. */
	private static final List<Class<? extends OAuth2Token>> TOKENS = List.of(OAuth2AuthorizationCode.class,
			OAuth2AccessToken.class, OAuth2RefreshToken.class, OidcIdToken.class);

	/** By id, the oldest first. */
	private final SequencedMap<String, Saved> saved = new LinkedHashMap<>();

	/**
	 * The ids by the tokens: anybody can ask for tokens that do not exist, for which
	 * Spring's own service would look at all authorizations.
	 */
	private final Map<String, String> ids = new HashMap<>();

	private long characters;

	private final Map<String, Long> charactersByClient = new HashMap<>();

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
		this.saved.put(authorization.getId(), newest);
		tokens(authorization).forEach((token) -> this.ids.put(token, authorization.getId()));
		count(newest, newest.characters());
		while (this.saved.firstEntry().getValue().isExpired(now)) {
			forget(this.saved.pollFirstEntry().getValue());
		}
		while (this.characters > MAX_CHARACTERS) {
			forget(this.saved.remove(oldestOfLargestClient()));
		}
	}

	private String oldestOfLargestClient() {
		String client = Collections.max(this.charactersByClient.entrySet(), Map.Entry.comparingByValue()).getKey();
		return this.saved.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().client().equals(client))
			.findFirst()
			.orElseThrow()
			.getKey();
	}

	private void count(Saved authorization, long added) {
		this.characters += added;
		this.charactersByClient.merge(authorization.client(), added, Long::sum);
	}

	@Override
	public synchronized void remove(OAuth2Authorization authorization) {
		forget(this.saved.remove(authorization.getId()));
	}

	@Override
	public synchronized @Nullable OAuth2Authorization findById(String id) {
		@Nullable Saved found = this.saved.get(id);
		return (found != null) ? found.authorization() : null;
	}

	/** Spring decides whether the token is of the type. */
	@Override
	public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
		@Nullable String id = this.ids.get(token);
		@Nullable OAuth2Authorization found = (id != null) ? findById(id) : null;
		return (found != null) ? new InMemoryOAuth2AuthorizationService(found).findByToken(token, type) : null;
	}

	/**
	 * Whether an access token has been revoked, as far as it is remembered.
	 */
	boolean isRevoked(String accessToken) {
		@Nullable OAuth2Authorization found = findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN);
		OAuth2Authorization.@Nullable Token<OAuth2AccessToken> token = (found != null) ? found.getAccessToken() : null;
		return token != null && token.isInvalidated();
	}

	private static Stream<String> tokens(OAuth2Authorization authorization) {
		return TOKENS.stream()
			.map(authorization::getToken)
			.filter(Objects::nonNull)
			.map((token) -> token.getToken().getTokenValue());
	}

	private void forget(@Nullable Saved forgotten) {
		if (forgotten != null) {
			tokens(forgotten.authorization()).forEach(this.ids::remove);
			count(forgotten, -forgotten.characters());
		}
	}

	/**
	 * An authorization that is kept.
	 *
	 * @param authorization the authorization
	 * @param at when it was saved
	 * @param characters how much it takes
	 */
	private record Saved(OAuth2Authorization authorization, long at, int characters) {

		Saved(OAuth2Authorization authorization, long at) {
			this(authorization, at, charactersOf(authorization));
		}

		String client() {
			return this.authorization.getRegisteredClientId();
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
