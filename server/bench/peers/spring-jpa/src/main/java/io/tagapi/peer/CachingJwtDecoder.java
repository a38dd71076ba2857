package io.tagapi.peer;

import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Remembers valid tokens for a minute, never beyond their expiry. */
class CachingJwtDecoder implements JwtDecoder {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final JwtDecoder decoder;

	private final Cache<String, Jwt> known = Caffeine.newBuilder()
		.maximumSize(1000)
		.expireAfter(Expiry.creating((String token, Jwt jwt) -> lifetime(jwt)))
		.build();

	CachingJwtDecoder(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	private static Duration lifetime(Jwt jwt) {
		Duration rest = Duration.between(Instant.now(), jwt.getExpiresAt());
		return (rest.compareTo(LONGEST) < 0) ? rest : LONGEST;
	}

	@Override
	public Jwt decode(String token) {
		return this.known.get(token, this.decoder::decode);
	}

}
