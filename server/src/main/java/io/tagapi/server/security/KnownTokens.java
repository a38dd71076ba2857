package io.tagapi.server.security;

import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Remembers the access tokens that were found valid, because checking a signature costs
 * more than all the rest of a small request. A token is known for a minute, so that a key
 * which the issuer withdraws is soon refused, and never beyond its expiry. Tokens that
 * were refused are not remembered.
 */
final class KnownTokens implements AuthenticationManager, BearerTokenResolver {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final int MAX_TOKENS = 10_000;

	private static final String BEARER = "Bearer ";

	private final Cache<String, Authentication> known;

	private final AuthenticationManager check;

	private final BearerTokenResolver syntax = new DefaultBearerTokenResolver();

	KnownTokens(AuthenticationManager check, Ticker ticker) {
		this.check = check;
		this.known = Caffeine.newBuilder()
			.maximumSize(MAX_TOKENS)
			.ticker(ticker)
			.expireAfter(Expiry.creating((String token, Authentication caller) -> lifetime(caller)))
			.executor(Runnable::run)
			.build();
	}

	private static Duration lifetime(Authentication caller) {
		@Nullable Instant expiry = (caller.getPrincipal() instanceof Jwt token) ? token.getExpiresAt() : null;
		if (expiry == null) {
			return Duration.ZERO;
		}
		Duration rest = Duration.between(Instant.now(), expiry);
		return (rest.compareTo(LONGEST) < 0) ? rest : LONGEST;
	}

	@Override
	public Authentication authenticate(Authentication request) {
		String token = ((BearerTokenAuthenticationToken) request).getToken();
		@Nullable Authentication caller = this.known.getIfPresent(token);
		if (caller == null) {
			caller = this.check.authenticate(request);
			this.known.put(token, caller);
		}
		return caller;
	}

	/** A known token need not be checked for its syntax again. */
	@Override
	public @Nullable String resolve(HttpServletRequest request) {
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
