package io.tagapi.sandbox;

import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much of the authorizations is kept.
 */
class RecentAuthorizationsTests {

	private static final int MANY = 12_000;

	private static final RegisteredClient CLIENT = SandboxClient.SANDBOX_BROWSER
		.register("http://localhost:8080/swagger-ui/oauth2-redirect.html");

	private final RecentAuthorizations authorizations = new RecentAuthorizations();

	@Test
	void thousandsOfAuthorizationsAreKept() {
		save("");

		assertThat(kept()).isBetween(9_000L, 10_000L);
	}

	@Test
	void fewAuthorizationsWithLongRequestsAreKept() {
		save("x".repeat(30_000));

		assertThat(kept()).isBetween(150L, 220L);
	}

	private void save(String state) {
		for (int i = 0; i < MANY; i++) {
			this.authorizations.save(authorization(i, state));
		}
	}

	private static OAuth2Authorization authorization(int number, String state) {
		OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri("/authorize")
			.clientId(CLIENT.getClientId())
			.state(state)
			.build();
		return OAuth2Authorization.withRegisteredClient(CLIENT)
			.id(Integer.toString(number))
			.principalName("sandbox")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.attribute(OAuth2AuthorizationRequest.class.getName(), request)
			.accessToken(new OAuth2AccessToken(TokenType.BEARER, "token-" + number, Instant.now(),
					Instant.now().plusSeconds(60)))
			.build();
	}

	private long kept() {
		return IntStream.range(0, MANY)
			.filter((i) -> this.authorizations.findById(Integer.toString(i)) != null)
			.count();
	}

}
