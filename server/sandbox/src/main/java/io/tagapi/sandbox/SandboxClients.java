package io.tagapi.sandbox;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The registrations of the sandbox's clients: those of each sandbox, and those of the
 * settings. A browser is sent back to Swagger UI at the address by which it knows this
 * server, and nowhere else: the port may be any, and so may be the name of the machine.
 */
@Component
class SandboxClients implements RegisteredClientRepository {

	private final List<SandboxClient> clients;

	SandboxClients(SandboxProperties properties) {
		this.clients = Stream.concat(SandboxClient.ALWAYS.stream(), properties.ownClients()).toList();
	}

	List<String> customersOf(String clientId) {
		return find((client) -> client.id().equals(clientId)).map(SandboxClient::customers).findFirst().orElseThrow();
	}

	@Override
	public void save(RegisteredClient registeredClient) {
		throw new UnsupportedOperationException("The sandbox has the clients of its settings");
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return registration((client) -> client.registrationId().equals(id));
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return registration((client) -> client.id().equals(clientId));
	}

	private @Nullable RegisteredClient registration(Predicate<SandboxClient> wanted) {
		return find(wanted).map((client) -> client.register(SandboxClients::addressOf)).findFirst().orElse(null);
	}

	private Stream<SandboxClient> find(Predicate<SandboxClient> wanted) {
		return this.clients.stream().filter(wanted);
	}

	private static String addressOf(String path) {
		return ServletUriComponentsBuilder.fromCurrentContextPath().path(path).build().toUriString();
	}

}
