package io.tagapi.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import static org.assertj.core.api.Assertions.assertThat;

class RecentAuthorizationsTests {

	private static final RegisteredClient CLIENT = RegisteredClient.withId("client")
		.clientId("sandbox")
		.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
		.build();

	private static final int MAX = Math
		.toIntExact(RecentAuthorizations.MAX_CHARACTERS / RecentAuthorizations.CHARACTERS);

	private final AtomicLong clock = new AtomicLong();

	private final RecentAuthorizations authorizations = new RecentAuthorizations(this.clock::get);

	@Test
	void authorizationIsFoundByItsIdAndItsToken() {
		OAuth2Authorization saved = save(1);

		assertThat(this.authorizations.findById("id 1")).isEqualTo(saved);
		assertThat(this.authorizations.findByToken("token 1", OAuth2TokenType.ACCESS_TOKEN)).isEqualTo(saved);
		assertThat(this.authorizations.findByToken("token 1", null)).isEqualTo(saved);
		assertThat(this.authorizations.findByToken("token 2", null)).isNull();
	}

	/** To look for a token that does not exist costs the same however many there are. */
	@Test
	void otherCustomersAreNotRead() {
		CountingAuthorization other = new CountingAuthorization();
		this.authorizations.save(other);
		OAuth2Authorization saved = save(2);
		int before = other.looks;

		assertThat(this.authorizations.findByToken("token 2", null)).isEqualTo(saved);
		assertThat(this.authorizations.findByToken("token 3", null)).isNull();
		assertThat(this.authorizations.findByToken("token 3", OAuth2TokenType.ACCESS_TOKEN)).isNull();
		assertThat(other.looks).isEqualTo(before);
	}

	/** It has no token, and counts how often it is asked for one. */
	private static final class CountingAuthorization extends OAuth2Authorization {

		private static final long serialVersionUID = 1L;

		private int looks;

		@Override
		public String getId() {
			return "other";
		}

		@Override
		public String getRegisteredClientId() {
			return "other";
		}

		@Override
		public <T extends OAuth2Token> @Nullable Token<T> getToken(Class<T> type) {
			this.looks++;
			return null;
		}

		@Override
		@SuppressWarnings("TypeParameterUnusedInFormals")
		public <T> @Nullable T getAttribute(String name) {
			this.looks++;
			return null;
		}

	}

	@Test
	void tokenOfAnotherTypeIsNotFound() {
		save(1);

		assertThat(this.authorizations.findByToken("token 1", OAuth2TokenType.REFRESH_TOKEN)).isNull();
	}

	/** Spring's own service forgets a login when a hundred others have begun. */
	@Test
	void loginsThatHaveBegunAreFoundByTheirCodes() {
		IntStream.range(0, 500).forEach(this::saveLogin);

		assertThat(IntStream.range(0, 500))
			.allMatch((i) -> this.authorizations.findByToken("code " + i, new OAuth2TokenType("code")) != null);
	}

	private void saveLogin(int number) {
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		this.authorizations.save(OAuth2Authorization.withRegisteredClient(CLIENT)
			.id("id " + number)
			.principalName("sandbox")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.token(new OAuth2AuthorizationCode("code " + number, now, now.plusSeconds(300)))
			.build());
	}

	@Test
	void removedAuthorizationIsNotFound() {
		this.authorizations.remove(save(1));

		assertThat(isKnown(1)).isFalse();
	}

	/** However many tokens are issued, a login that has just begun can be completed. */
	@Test
	void oldestAreForgottenWhenThereAreTooMany() {
		int issued = 3 * MAX;
		int oldest = issued - MAX;

		IntStream.range(0, issued).forEach(this::save);

		assertThat(IntStream.range(0, oldest)).noneMatch(this::isKnown);
		assertThat(IntStream.range(oldest, issued)).allMatch(this::isKnown);
		assertThat(this.authorizations.findByToken("token " + (oldest - 1), null)).isNull();
		assertThat(this.authorizations.findByToken("token " + oldest, null)).isNotNull();
	}

	@Test
	void clientThatGetsTokensWithoutEndEndsNoLoginOfAnother() {
		RegisteredClient browser = RegisteredClient.from(CLIENT).id("browser").build();
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		this.authorizations.save(OAuth2Authorization.withRegisteredClient(browser)
			.id("login")
			.principalName("sandbox")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.token(new OAuth2AuthorizationCode("code", now, now.plusSeconds(300)))
			.build());

		IntStream.range(0, 2 * MAX).forEach(this::save);

		assertThat(this.authorizations.findById("login")).isNotNull();
		assertThat(IntStream.range(0, 2 * MAX).filter(this::isKnown)).hasSize(MAX - 1);
	}

	@Test
	void authorizationThatIsSavedAgainCountsOnceAndIsTheNewest() {
		save(0);
		IntStream.range(1, MAX).forEach(this::save);
		save(0);
		assertThat(IntStream.range(0, MAX)).allMatch(this::isKnown);

		save(MAX);

		assertThat(isKnown(0)).isTrue();
		assertThat(isKnown(1)).isFalse();
	}

	@Test
	void fewAreKeptWhoseRequestsWereLong() {
		IntStream.range(0, 400).forEach((i) -> save(i, "x".repeat(30_000)));

		assertThat(IntStream.range(0, 400).filter(this::isKnown)).hasSizeBetween(150, 220).contains(399);
	}

	@Test
	void expiredAreForgottenWhenOthersCome() {
		save(1);
		this.clock.addAndGet(Duration.ofMinutes(20).toNanos());
		save(2);
		this.clock.addAndGet(Duration.ofMinutes(10).toNanos());
		save(3);

		assertThat(isKnown(1)).isFalse();
		assertThat(isKnown(2)).isTrue();
		assertThat(isKnown(3)).isTrue();
	}

	@Test
	void authorizationIsKnownForAsLongAsItCanBeRefreshed() {
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		this.authorizations.save(OAuth2Authorization.from(authorization(1).build())
			.refreshToken(new OAuth2RefreshToken("refresh 1", now, now.plus(SandboxClient.REFRESH_TOKEN_LIFE)))
			.build());
		this.clock.addAndGet(SandboxClient.REFRESH_TOKEN_LIFE.minusSeconds(1).toNanos());
		save(2);
		assertThat(isKnown(1)).isTrue();

		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		save(3);

		assertThat(isKnown(1)).isFalse();
	}

	private boolean isKnown(int number) {
		return this.authorizations.findById("id " + number) != null;
	}

	private OAuth2Authorization save(int number) {
		return save(number, null);
	}

	private OAuth2Authorization save(int number, @Nullable String state) {
		OAuth2Authorization saved = authorization(number, state);
		this.authorizations.save(saved);
		return saved;
	}

	private static OAuth2Authorization authorization(int number, @Nullable String state) {
		OAuth2Authorization.Builder authorization = authorization(number);
		if (state != null) {
			authorization.attribute(OAuth2AuthorizationRequest.class.getName(), request(state));
		}
		return authorization.build();
	}

	private static OAuth2Authorization.Builder authorization(int number) {
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		return OAuth2Authorization.withRegisteredClient(CLIENT)
			.id("id " + number)
			.principalName("sandbox")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.accessToken(new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "token " + number, now,
					now.plus(SandboxClient.TOKEN_LIFE)));
	}

	private static OAuth2AuthorizationRequest request(String state) {
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri("/authorize")
			.clientId(CLIENT.getClientId())
			.state(state)
			.build();
	}

}
