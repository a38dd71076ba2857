package io.tagapi.server.security;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How limits distinguish actors: the user and the principal of a request.
 */
class AccessTokenTests {

	private static final String ISSUER = "https://login.example.com";

	private static final String PARTNER = "https://partner.example.com";

	@AfterEach
	void forget() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void sameSubjectOfTwoIssuersIsTwoActors() {
		assertThat(actor(ISSUER, "alice", null)).isEqualTo("https://login.example.com alice");
		assertThat(actor(PARTNER, "alice", null)).isEqualTo("https://partner.example.com alice");
	}

	@Test
	void tokenWithoutASubjectCountsForItsClient() {
		assertThat(actor(ISSUER, null, "scanner")).isEqualTo("https://login.example.com scanner");
		assertThat(actor(ISSUER, null, "printer")).isEqualTo("https://login.example.com printer");
		assertThat(actor(ISSUER, "alice", "scanner")).isEqualTo(actor(ISSUER, "alice", "printer"));
	}

	private static @Nullable String actor(String issuer, @Nullable String subject, @Nullable String client) {
		Jwt.Builder token = Jwt.withTokenValue("token").header("alg", "RS256").issuer(issuer);
		if (subject != null) {
			token.subject(subject);
		}
		if (client != null) {
			token.claim("azp", client);
		}
		SecurityContextHolder.getContext()
			.setAuthentication(new AccessToken(token.build(),
					new AccessToken.Grants(Set.of("tag"), "scope", Set.of("acme"), null)));
		HttpServletRequest request = new SecurityContextHolderAwareRequestWrapper(new MockHttpServletRequest(), "");
		assertThat(request.getUserPrincipal().getName()).isEqualTo(request.getRemoteUser());
		return request.getRemoteUser();
	}

}
