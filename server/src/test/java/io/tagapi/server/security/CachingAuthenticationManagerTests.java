package io.tagapi.server.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long a valid access token is accepted without another check.
 */
class CachingAuthenticationManagerTests {

	private final List<String> checked = new ArrayList<>();

	private Duration time = Duration.ZERO;

	private Instant expiry = Instant.now().plusSeconds(3600);

	private final CachingAuthenticationManager tokens = new CachingAuthenticationManager(this::check,
			() -> this.time.toNanos());

	private Authentication check(Authentication request) {
		String token = ((BearerTokenAuthenticationToken) request).getToken();
		this.checked.add(token);
		if (token.startsWith("forged")) {
			throw new BadCredentialsException(token);
		}
		return new JwtAuthenticationToken(
				Jwt.withTokenValue(token).header("alg", "RS256").subject(token).expiresAt(this.expiry).build());
	}

	@Test
	void validTokenIsCheckedAgainAfterHalfAMinute() {
		assertThat(subject("one")).isEqualTo("one");
		assertThat(subject("two")).isEqualTo("two");
		this.time = Duration.ofSeconds(29);
		assertThat(subject("one")).isEqualTo("one");
		assertThat(this.checked).containsExactly("one", "two");

		this.time = Duration.ofSeconds(31);
		assertThat(subject("one")).isEqualTo("one");

		assertThat(this.checked).containsExactly("one", "two", "one");
	}

	@Test
	void aTokenIsNotKnownBeyondItsExpiry() {
		this.expiry = Instant.now().plusSeconds(20);
		subject("short");
		this.time = Duration.ofSeconds(21);
		subject("short");

		assertThat(this.checked).containsExactly("short", "short");
	}

	@Test
	void aTokenThatIsValidOnlyByTheToleratedSkewIsCheckedEveryTime() {
		this.expiry = Instant.now().minusSeconds(5);
		subject("late");
		subject("late");

		assertThat(this.checked).containsExactly("late", "late");
	}

	@Test
	void rejectedTokenIsNotCached() {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> subject("forged"));
		}

		assertThat(this.checked).containsExactly("forged", "forged");
	}

	@Test
	void fewerLargeTokensAreCached() {
		String customers = "x".repeat(30_000);
		for (int i = 0; i < 1000; i++) {
			subject(i + customers);
		}
		this.checked.clear();

		for (int i = 0; i < 1000; i++) {
			subject(i + customers);
		}

		assertThat(this.checked).hasSizeGreaterThanOrEqualTo(1000 - 8_000_000 / 30_000);
	}

	@Test
	void onlyTheHeaderIsRead() {
		subject("one");
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addParameter("access_token", "one");
		assertThat(this.tokens.resolve(request)).isNull();

		request.addHeader("Authorization", "Bearer one");
		assertThat(this.tokens.resolve(request)).isEqualTo("one");
	}

	@Test
	void repeatedHeaderIsRejected() {
		subject("one");
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", "Bearer one");
		request.addHeader("Authorization", "Bearer one");

		assertThatExceptionOfType(OAuth2AuthenticationException.class).isThrownBy(() -> this.tokens.resolve(request))
			.withMessage("the Authorization header must be given only once");
	}

	@Test
	void aTokenThatIsNotKnownHasToBeWellFormed() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", "Bearer not well-formed");

		assertThatExceptionOfType(OAuth2AuthenticationException.class).isThrownBy(() -> this.tokens.resolve(request))
			.withMessageContaining("Bearer token is malformed");
	}

	private String subject(String token) {
		return this.tokens.authenticate(new BearerTokenAuthenticationToken(token)).getName();
	}

}
