package io.tagapi.server.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Caches access tokens that were valid, because checking a signature costs more than all
 * the rest of a small request. A token is known for half a minute and never beyond its
 * expiry. Together with {@link IssuerKeys#FRESH}, a key which the issuer withdraws is
 * trusted for a minute at most. Rejected tokens are not cached.
 */
final class CachingAuthenticationManager implements AuthenticationManager, BearerTokenResolver {

	private static final Duration LONGEST = Duration.ofMinutes(1).minus(IssuerKeys.FRESH);

	/**
	 * Of all tokens together: about 10,000 usual ones, and fewer of those that list many
	 * customers. What is made of a token takes several times its length.
	 */
	private static final long MAX_CHARACTERS = 8_000_000;

	private static final OAuth2Error REPEATED = new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST,
			"the Authorization header must be given only once", null);

	private static final String BEARER = "Bearer ";

	private final Cache<String, Authentication> known;

	private final AuthenticationManager check;

	private final BearerTokenResolver syntax = new DefaultBearerTokenResolver();

	CachingAuthenticationManager(AuthenticationManager check, Ticker ticker) {
		this.check = check;
		this.known = Caffeine.newBuilder()
			.maximumWeight(MAX_CHARACTERS)
			.weigher((String token, Authentication actor) -> token.length())
			.ticker(ticker)
			.expireAfter(Expiry.creating((String token, Authentication actor) -> lifetime(actor)))
			.executor(Runnable::run)
			.build();
	}

	private static Duration lifetime(Authentication actor) {
		@Nullable Instant expiry = (actor.getPrincipal() instanceof Jwt token) ? token.getExpiresAt() : null;
		if (expiry == null) {
			return Duration.ZERO;
		}
		Duration rest = Duration.between(Instant.now(), expiry);
		return (rest.compareTo(LONGEST) < 0) ? rest : LONGEST;
	}

	@Override
	public Authentication authenticate(Authentication request) {
		String token = ((BearerTokenAuthenticationToken) request).getToken();
		@Nullable Authentication actor = this.known.getIfPresent(token);
		if (actor == null) {
			actor = this.check.authenticate(request);
			this.known.put(token, actor);
		}
		return actor;
	}

	/**
	 * Finds the token of a request. A known one need not be checked for its syntax again.
	 * A proxy in front may have looked at another of several headers than this server
	 * would, so none of them counts.
	 */
	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
		if (headers.hasMoreElements() && headers.nextElement() != null && headers.hasMoreElements()) {
			throw new OAuth2AuthenticationException(REPEATED);
		}
		@Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && header.startsWith(BEARER)) {
			String token = header.substring(BEARER.length());
			if (this.known.getIfPresent(token) != null) {
				return token;
			}
		}
		return this.syntax.resolve(request);
	}

}
