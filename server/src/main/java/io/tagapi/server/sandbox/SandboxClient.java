package io.tagapi.server.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The clients of the sandbox. Their secrets are public by design: the sandbox listens on
 * the local machine only.
 */
enum SandboxClient {

	/** Acts for every known customer, like a service provider. */
	SANDBOX("sandbox", "{bcrypt}$2a$10$ZefaAYimZOjAepODzsgrROvxnvGBXM.scjr4lFUDy3c/szTIXPBsi", "*"),

	/** Acts for one customer. */
	SANDBOX_ACME("sandbox-acme", "{bcrypt}$2a$10$GM6MZUYHqcKGPxbWkrhYGurrWoKQvZBMuekpFIyiUzRM2VsRKFRqy", "acme");

	private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

	private final String id;

	private final String encodedSecret;

	private final String customer;

	SandboxClient(String id, String encodedSecret, String customer) {
		this.id = id;
		this.encodedSecret = encodedSecret;
		this.customer = customer;
	}

	List<String> customers() {
		return List.of(this.customer);
	}

	static SandboxClient of(String id) {
		return Arrays.stream(values()).filter((client) -> client.id.equals(id)).findFirst().orElseThrow();
	}

	RegisteredClient register() {
		return RegisteredClient.withId(UUID.nameUUIDFromBytes(this.id.getBytes(StandardCharsets.UTF_8)).toString())
			.clientId(this.id)
			.clientSecret(this.encodedSecret)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scope("tag")
			.scope("tag.tags:view")
			.scope("tag.tags:manage")
			.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build())
			.build();
	}

}
