package io.tagapi.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * A client of the sandbox. One with a secret gets tokens for itself; one with redirect
 * addresses gets them for people who log in, and refreshes them if it has a secret.
 *
 * @param id its id
 * @param secret its secret, or nothing if it can keep none, as a page or an app
 * @param customers the customers that its tokens are for
 * @param redirectUris where a browser may be sent back to with an authorization code: an
 * address, or a path of this server
 */
record SandboxClient(String id, @Nullable String secret, List<String> customers, List<String> redirectUris) {

	/** Acts for every known customer, like a service provider. */
	static final SandboxClient SANDBOX = new SandboxClient("sandbox", PublicSecrets.SECRET, List.of("*"), List.of());

	/** Swagger UI in a browser, which can keep no secret. */
	static final SandboxClient BROWSER = new SandboxClient("sandbox-browser", null, List.of("*"),
			List.of("/swagger-ui/oauth2-redirect.html"));

	/** The clients of each sandbox. Their secrets are public by design. */
	static final List<SandboxClient> ALWAYS = List.of(SANDBOX,
			new SandboxClient("sandbox-acme", PublicSecrets.SECRET, List.of("acme"), List.of()), BROWSER);

	/** How long an access token is valid. */
	static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

	/** How long a refresh token is valid. */
	static final Duration REFRESH_TOKEN_LIFE = Duration.ofHours(12);

	String registrationId() {
		return UUID.nameUUIDFromBytes(this.id.getBytes(StandardCharsets.UTF_8)).toString();
	}

	/**
	 * Describes this client to the authorization server.
	 * @param address makes the address of a path of this server
	 * @return the registration
	 */
	RegisteredClient register(UnaryOperator<String> address) {
		RegisteredClient.Builder client = RegisteredClient.withId(registrationId())
			.clientId(this.id)
			.scope("tag")
			.scope("tag.tags:view")
			.scope("tag.tags:manage")
			.clientSettings(ClientSettings.builder()
				.requireProofKey(this.secret == null)
				.requireAuthorizationConsent(false)
				.build())
			.tokenSettings(TokenSettings.builder()
				.accessTokenTimeToLive(TOKEN_LIFE)
				.refreshTokenTimeToLive(REFRESH_TOKEN_LIFE)
				.build());
		if (this.secret != null) {
			client.clientSecret(this.secret)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
		}
		else {
			client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
		}
		if (!this.redirectUris.isEmpty()) {
			client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
				.redirectUris((all) -> this.redirectUris.forEach((redirectUri) -> all
					.add(redirectUri.startsWith("/") ? address.apply(redirectUri) : redirectUri)));
		}
		return client.build();
	}

}
