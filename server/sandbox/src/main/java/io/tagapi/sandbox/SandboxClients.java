package io.tagapi.sandbox;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The registrations of the sandbox's clients. A browser is sent back to Swagger UI at the
 * address by which it knows this server, and nowhere else: the port may be any, and so
 * may be the name of the machine.
 */
class SandboxClients implements RegisteredClientRepository {

	private static final String REDIRECT = "/swagger-ui/oauth2-redirect.html";

	@Override
	public void save(RegisteredClient registeredClient) {
		throw new UnsupportedOperationException("The sandbox has a fixed set of clients");
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return Arrays.stream(SandboxClient.values())
			.filter((client) -> client.registrationId().equals(id))
			.findFirst()
			.map(SandboxClients::register)
			.orElse(null);
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return SandboxClient.of(clientId).map(SandboxClients::register).orElse(null);
	}

	private static RegisteredClient register(SandboxClient client) {
		return client
			.register(ServletUriComponentsBuilder.fromCurrentContextPath().path(REDIRECT).build().toUriString());
	}

}
