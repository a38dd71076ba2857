package io.tagapi.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The clients of the sandbox. Their secrets are public by design: the sandbox listens on
 * the local machine only.
 */
enum SandboxClient {

	/** Acts for every known customer, like a service provider. */
	SANDBOX("sandbox", PublicSecrets.SECRET, "*"),

	/** Acts for one customer. */
	SANDBOX_ACME("sandbox-acme", PublicSecrets.SECRET, "acme"),

	/** Swagger UI in a browser, which can keep no secret. */
	SANDBOX_BROWSER("sandbox-browser", null, "*");

	/** How long an access token is valid. */
	static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

	private final String clientId;

	private final @Nullable String secret;

	private final String customer;

	SandboxClient(String clientId, @Nullable String secret, String customer) {
		this.clientId = clientId;
		this.secret = secret;
		this.customer = customer;
	}

	String clientId() {
		return this.clientId;
	}

	String registrationId() {
		return UUID.nameUUIDFromBytes(this.clientId.getBytes(StandardCharsets.UTF_8)).toString();
	}

	List<String> customers() {
		return List.of(this.customer);
	}

	static Optional<SandboxClient> of(String clientId) {
		return Arrays.stream(values()).filter((client) -> client.clientId.equals(clientId)).findFirst();
	}

	/**
	 * Describes this client to the authorization server.
	 * @param redirectUri where a browser is sent back to with its authorization code
	 * @return the registration
	 */
	RegisteredClient register(String redirectUri) {
		RegisteredClient.Builder client = RegisteredClient.withId(registrationId())
			.clientId(this.clientId)
			.scope("tag")
			.scope("tag.tags:view")
			.scope("tag.tags:manage")
			.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build());
		return ((this.secret != null) ? confidential(client, this.secret) : ofBrowser(client, redirectUri)).build();
	}

	private static RegisteredClient.Builder confidential(RegisteredClient.Builder client, String secret) {
		return client.clientSecret(secret)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
	}

	private static RegisteredClient.Builder ofBrowser(RegisteredClient.Builder client, String redirectUri) {
		return client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
			.redirectUri(redirectUri);
	}

}
